package com.example.tools;

import com.example.tools.PrefixesSkel.Traffic;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import java.util.List;
import java.util.stream.Stream;

/** Counts what a device receives for each of some prefixes, and prints it every second. */
public final class Prefixes {
  private Prefixes() {}

  /** Takes a device and prefixes, such as {@code eth0 10.0.0.0/8 10.1.0.0/16}. */
  public static void main(String... arguments) throws InterruptedException {
    List<IpPrefix> prefixes = Stream.of(arguments).skip(1).map(IpPrefix::of).toList();
    try (PrefixesSkel skel = PrefixesSkel.openAndLoad()) {
      TypedMap<IpPrefix, Long> numbers =
          TypedMap.of(skel.maps().prefixes().map(), IpPrefix.ipv4(), MapCodecs.u32());
      for (int i = 0; i < prefixes.size(); i++) {
        numbers.update(prefixes.get(i), (long) i);
      }
      skel.progs().count().attach(Xdp.on(arguments[0]).mode(XdpMode.SKB));
      System.out.println("watching " + arguments[0]);
      ArrayMap<PerCpu<Traffic>> counters = skel.maps().counters();
      while (true) {
        Thread.sleep(1000);
        for (int i = 0; i < prefixes.size(); i++) {
          PerCpu<Traffic> traffic = counters.get(i);
          System.out.printf(
              "%s/%d: %d packets, %d bytes%n",
              prefixes.get(i).address().getHostAddress(),
              prefixes.get(i).length(),
              traffic.sum(Traffic::packets),
              traffic.sum(Traffic::bytes));
        }
      }
    }
  }
}
