package dev.bpfj.selftests.howto;

import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.HowtoFilterSkel;

/** How-to: dropping packets by the prefix that they come from. */
final class PrefixFilter {
  private PrefixFilter() {}

  static TypedMap<IpPrefix, Long> dropped(HowtoFilterSkel skel) {
    return TypedMap.of(skel.maps().dropped().map(), IpPrefix.ipv4(), MapCodecs.u64());
  }

  static void drop(HowtoFilterSkel skel, String device, String... prefixes) {
    for (String prefix : prefixes) {
      dropped(skel).update(IpPrefix.of(prefix), 0L);
    }
    skel.progs().filter().attach(Xdp.on(device).mode(XdpMode.SKB));
  }
}
