package com.example.xdpfilter;

import com.example.xdpfilter.XdpfilterSkel.Traffic;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.probe.KernelProbe;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.IntStream;

/** Drops what comes from some prefixes of addresses, and counts that and what is sent to them. */
public final class Filter implements AutoCloseable {
  private final XdpfilterSkel skel;
  private final List<IpPrefix> prefixes;

  /**
   * Loads the BPF programs. They do nothing before {@link #attach}.
   *
   * @param prefixes whose packets are dropped; of several that fit, the longest counts
   */
  public Filter(List<IpPrefix> prefixes) {
    this.prefixes = List.copyOf(prefixes);
    skel = XdpfilterSkel.openAndLoad();
    try {
      // The struct's own class would do as the key; IpPrefix writes the same bytes and reads like
      // an address.
      TypedMap<IpPrefix, Long> ipv4 =
          TypedMap.of(skel.maps().ipv4Prefixes().map(), IpPrefix.ipv4(), MapCodecs.u32());
      TypedMap<IpPrefix, Long> ipv6 =
          TypedMap.of(skel.maps().ipv6Prefixes().map(), IpPrefix.ipv6(), MapCodecs.u32());
      for (int i = 0; i < prefixes.size(); i++) {
        boolean isIpv4 = prefixes.get(i).address() instanceof Inet4Address;
        (isIpv4 ? ipv4 : ipv6).update(prefixes.get(i), (long) i);
      }
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  /** Attaches both programs to a network device. */
  public void attach(String device, XdpMode mode) {
    receiver().attach(Xdp.on(device).mode(mode));
    // Before Linux 6.6 tc has no links: the filter would stay if this process were killed.
    boolean hasLinks = KernelProbe.linkType(LinkType.TCX).isYes();
    sender().attach(hasLinks ? Tcx.on(device) : Tc.egress(device));
  }

  /** Decides about received packets. */
  BpfProgram receiver() {
    return skel.progs().onReceive();
  }

  /** Counts sent packets. */
  BpfProgram sender() {
    return skel.progs().onSend();
  }

  /** What happened so far, for each prefix. */
  public List<Count> counts() {
    return IntStream.range(0, prefixes.size()).mapToObj(this::count).toList();
  }

  private Count count(int number) {
    PerCpu<Traffic> dropped = skel.maps().dropped().get(number);
    PerCpu<Traffic> sent = skel.maps().sent().get(number);
    return new Count(
        prefixes.get(number),
        dropped.sum(Traffic::packets),
        dropped.sum(Traffic::bytes),
        sent.sum(Traffic::packets),
        sent.sum(Traffic::bytes));
  }

  /** Detaches the programs; nothing is left in the kernel. */
  @Override
  public void close() {
    skel.close();
  }
}
