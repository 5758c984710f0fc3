package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.LibbpfNotFoundException;
import dev.bpfj.libbpf.raw.BpfLinks;
import dev.bpfj.libbpf.raw.LibBpfAttach;
import dev.bpfj.libbpf.raw.LibBpfMap;
import dev.bpfj.libbpf.raw.LibBpfProbe;
import dev.bpfj.libbpf.raw.LibBpfTc;
import dev.bpfj.libbpf.raw.LibCBpf;
import dev.bpfj.libbpf.raw.LibCFiles;

/**
 * Parts of the native libraries that few programs need, each loaded when it is first asked for.
 *
 * <p>Safe for use by several threads.
 */
public final class OnDemand {
  private OnDemand() {}

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions that attach in ways that few programs need
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfAttach libbpfAttach() {
    return new JffiLibBpfAttach(Native.library());
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions on the kernel's traffic control
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfTc libbpfTc() {
    return new JffiLibBpfTc(Native.library());
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions on links
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfLinks bpfLinks() {
    return new JffiBpfLinks(Native.library());
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions on maps that few programs need
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfMap libbpfMap() {
    return new JffiLibBpfMap(Native.library());
  }

  /**
   * The C library.
   *
   * @return the bpf system call
   */
  public static LibCBpf libcBpf() {
    return new JffiLibCBpf(CLibrary.LIBC);
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions that try what the kernel can do
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfProbe libbpfProbe() {
    return new JffiLibBpfProbe(Native.library());
  }

  /**
   * The C library.
   *
   * @return its functions on descriptors
   */
  public static LibCFiles libcFiles() {
    return new JffiLibCFiles(CLibrary.LIBC);
  }
}
