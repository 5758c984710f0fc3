package com.example.portguard;

import com.example.portguard.PortguardSkel.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which ports are blocked, and what arrived for which port. */
public final class PortGuard {
  private final PortguardSkel skel;

  /** What arrived for a port. */
  public record Line(String protocol, int port, long packets, long bytes, long dropped) {
    @Override
    public String toString() {
      return "%s %d packets=%d bytes=%d dropped=%d"
          .formatted(protocol, port, packets, bytes, dropped);
    }
  }

  /**
   * @param skel a loaded one
   */
  public PortGuard(PortguardSkel skel) {
    this.skel = skel;
  }

  public void block(int port) {
    skel.maps().blocked().update(port, 1);
  }

  /** Returns whether it was blocked. */
  public boolean unblock(int port) {
    return skel.maps().blocked().delete(port);
  }

  public Set<Integer> blocked() {
    Set<Integer> ports = new TreeSet<>();
    skel.maps().blocked().keys().forEach(ports::add);
    return ports;
  }

  public List<Line> counters() {
    List<Line> lines = new ArrayList<>();
    skel.maps()
        .counters()
        .forEach(
            (target, perCpu) ->
                lines.add(
                    new Line(
                        target.protocol() == 6 ? "tcp" : "udp",
                        target.port(),
                        perCpu.sum(Traffic::packets),
                        perCpu.sum(Traffic::bytes),
                        perCpu.sum(Traffic::dropped))));
    lines.sort(Comparator.comparing(Line::protocol).thenComparing(Line::port));
    return lines;
  }
}
