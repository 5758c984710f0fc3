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
    return Attaching.LIBBPF;
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions on the kernel's traffic control
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfTc libbpfTc() {
    return TrafficControl.LIBBPF;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions on links
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfLinks bpfLinks() {
    return Links.BPF;
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions on maps that few programs need
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfMap libbpfMap() {
    return Maps.LIBBPF;
  }

  /**
   * The C library.
   *
   * @return the bpf system call
   */
  public static LibCBpf libcBpf() {
    return SystemCall.LIBC;
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions that try what the kernel can do
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfProbe libbpfProbe() {
    return Probing.LIBBPF;
  }

  /**
   * The C library.
   *
   * @return its functions on descriptors
   */
  public static LibCFiles libcFiles() {
    return Files.LIBC;
  }

  private static final class Attaching {
    static final LibBpfAttach LIBBPF = new JffiLibBpfAttach(Native.library());
  }

  private static final class TrafficControl {
    static final LibBpfTc LIBBPF = new JffiLibBpfTc(Native.library());
  }

  private static final class Links {
    static final BpfLinks BPF = new JffiBpfLinks(Native.library());
  }

  private static final class Maps {
    static final LibBpfMap LIBBPF = new JffiLibBpfMap(Native.library());
  }

  private static final class SystemCall {
    static final LibCBpf LIBC = new JffiLibCBpf(CLibrary.LIBC);
  }

  private static final class Probing {
    static final LibBpfProbe LIBBPF = new JffiLibBpfProbe(Native.library());
  }

  private static final class Files {
    static final LibCFiles LIBC = new JffiLibCFiles(CLibrary.LIBC);
  }
}
