package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibBpfTc;

/** {@code bpf/libbpf.h}: traffic control. */
final class JffiLibBpfTc implements LibBpfTc {
  private final CLibrary library;

  JffiLibBpfTc(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_tc_hook_create(long hook) {
    return (int) library.function("bpf_tc_hook_create").call(hook);
  }

  @Override
  public int bpf_tc_hook_destroy(long hook) {
    return (int) library.function("bpf_tc_hook_destroy").call(hook);
  }

  @Override
  public int bpf_tc_attach(long hook, long opts) {
    return (int) library.function("bpf_tc_attach").call(hook, opts);
  }

  @Override
  public int bpf_tc_detach(long hook, long opts) {
    return (int) library.function("bpf_tc_detach").call(hook, opts);
  }

  @Override
  public int bpf_tc_query(long hook, long opts) {
    return (int) library.function("bpf_tc_query").call(hook, opts);
  }
}
