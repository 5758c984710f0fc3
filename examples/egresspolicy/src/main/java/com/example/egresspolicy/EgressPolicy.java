package com.example.egresspolicy;

import com.example.egresspolicy.EgresspolicySkel.Event;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Enforces rules on the processes of a cgroup, and of those below it, while it is open. */
public final class EgressPolicy implements AutoCloseable {
  private static final long REFUSE = 0;
  private static final long PERMIT = 1;
  private static final int IPV4_LENGTH = 4;

  private final EgresspolicySkel skel;
  private final RingBuffer refused;

  /**
   * Loads the BPF programs with the rules, and attaches them.
   *
   * @param cgroup the cgroup's folder
   * @param rules what is enforced
   * @param handler receives each refusal, called by {@link #poll}
   */
  public EgressPolicy(Path cgroup, Rules rules, Consumer<Refusal> handler) {
    skel = EgresspolicySkel.open();
    try {
      skel.rodata().refuseOthers(rules.denyOthers()); // a constant from load on
      skel.load();
      refused = RingBuffer.open(skel.maps().refused(), Event.reader(e -> handler.accept(copy(e))));
      put(rules.allowed(), PERMIT);
      put(rules.denied(), REFUSE);
      Cgroup processes = Cgroup.at(cgroup);
      skel.progs().onConnectIpv4().attach(processes);
      skel.progs().onConnectIpv6().attach(processes);
      skel.progs().onSendIpv4().attach(processes);
      skel.progs().onSendIpv6().attach(processes);
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  private void put(List<IpPrefix> prefixes, long verdict) {
    TypedMap<IpPrefix, Long> ipv4 =
        TypedMap.of(skel.maps().ipv4Rules().map(), IpPrefix.ipv4(), MapCodecs.u32());
    TypedMap<IpPrefix, Long> ipv6 =
        TypedMap.of(skel.maps().ipv6Rules().map(), IpPrefix.ipv6(), MapCodecs.u32());
    for (IpPrefix prefix : prefixes) {
      (prefix.address() instanceof Inet4Address ? ipv4 : ipv6).update(prefix, verdict);
    }
  }

  private static Refusal copy(Event event) {
    int length = event.isIpv6() ? event.addressLength() : 1;
    ByteBuffer bytes = ByteBuffer.allocate(length * IPV4_LENGTH).order(ByteOrder.nativeOrder());
    for (int i = 0; i < length; i++) {
      bytes.putInt((int) event.address(i)); // the kernel's words are already in network order
    }
    return new Refusal(
        event.pid(), event.command(), event.protocol(), address(bytes.array()), event.port());
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e); // for other lengths than 4 and 16
    }
  }

  /** Passes what was refused meanwhile to the handler; waits if nothing was. */
  public void poll(Duration timeout) {
    refused.poll(timeout);
  }

  /** How many refusals the ring buffer had no room for. */
  public long lost() {
    return skel.bss().lost();
  }

  /** Detaches the programs: from now on everything is permitted. */
  @Override
  public void close() {
    refused.close();
    skel.close();
  }
}
