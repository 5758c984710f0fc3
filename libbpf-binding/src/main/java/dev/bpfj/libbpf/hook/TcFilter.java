package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.error.BpfException;
import java.util.Optional;

/**
 * A filter of traffic control, whoever attached it.
 *
 * <p>Immutable, thread-safe.
 *
 * @param handle its number among those of its priority
 * @param priority lower ones run first
 * @param programId its program's id
 */
public record TcFilter(int handle, int priority, int programId) {

  /**
   * Looks for a filter ({@code bpf_tc_query}).
   *
   * @param place where, with the filter's handle and priority
   * @return the filter, or nothing if there is none
   * @throws IllegalArgumentException if the handle is 0 or the priority is not from 1 to 65535
   * @throws BpfException if the kernel refuses
   */
  public static Optional<TcFilter> find(Tc place) {
    return TcCalls.find(place);
  }

  /**
   * Removes all filters of a device, in one direction, whoever attached them ({@code
   * bpf_tc_hook_destroy}).
   *
   * @param place {@link Tc#ingress} or {@link Tc#egress} of the device
   * @throws BpfException if the kernel refuses
   */
  public static void removeAll(Tc place) {
    TcCalls.destroy(place);
  }
}
