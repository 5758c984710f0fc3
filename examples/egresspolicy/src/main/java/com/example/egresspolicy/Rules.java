package com.example.egresspolicy;

import dev.bpfj.libbpf.map.codec.IpPrefix;
import java.util.List;

/**
 * Where processes may connect to. Of several prefixes that an address fits, the longest counts.
 *
 * @param allowed prefixes that are permitted
 * @param denied prefixes that are refused
 * @param denyOthers whether addresses that fit none are refused
 */
public record Rules(List<IpPrefix> allowed, List<IpPrefix> denied, boolean denyOthers) {
  /** Checks that no prefix is both. */
  public Rules {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
    for (IpPrefix prefix : allowed) {
      if (denied.contains(prefix)) {
        throw new IllegalArgumentException(prefix + " is both allowed and denied");
      }
    }
  }
}
