package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibBpfAttach;

/** {@code bpf/libbpf.h}: attaching. */
final class JffiLibBpfAttach implements LibBpfAttach {
  private final CLibrary library;

  JffiLibBpfAttach(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_program__expected_attach_type(long prog) {
    return (int) library.function("bpf_program__expected_attach_type").call(prog);
  }

  @Override
  public int bpf_program__set_expected_attach_type(long prog, int type) {
    return (int) library.function("bpf_program__set_expected_attach_type").call(prog, type);
  }

  @Override
  public int bpf_program__set_attach_target(long prog, int attachProgFd, long attachFuncName) {
    return (int)
        library.function("bpf_program__set_attach_target").call(prog, attachProgFd, attachFuncName);
  }

  @Override
  public long bpf_program__attach_lsm(long prog) {
    return library.function("bpf_program__attach_lsm").call(prog);
  }

  @Override
  public long bpf_program__attach_freplace(long prog, int targetFd, long attachFuncName) {
    return library.function("bpf_program__attach_freplace").call(prog, targetFd, attachFuncName);
  }

  @Override
  public long bpf_program__attach_iter(long prog, long opts) {
    return library.function("bpf_program__attach_iter").call(prog, opts);
  }

  @Override
  public long bpf_program__attach_uprobe_multi(
      long prog, int pid, long binaryPath, long funcPattern, long opts) {
    return library
        .function("bpf_program__attach_uprobe_multi")
        .call(prog, pid, binaryPath, funcPattern, opts);
  }

  @Override
  public long bpf_program__attach_cgroup(long prog, int cgroupFd) {
    return library.function("bpf_program__attach_cgroup").call(prog, cgroupFd);
  }

  @Override
  public long bpf_program__attach_cgroup_opts(long prog, int cgroupFd, long opts) {
    return library.function("bpf_program__attach_cgroup_opts").call(prog, cgroupFd, opts);
  }

  @Override
  public long bpf_program__attach_netns(long prog, int netnsFd) {
    return library.function("bpf_program__attach_netns").call(prog, netnsFd);
  }

  @Override
  public long bpf_program__attach_sockmap(long prog, int mapFd) {
    return library.function("bpf_program__attach_sockmap").call(prog, mapFd);
  }

  @Override
  public long bpf_program__attach_xdp(long prog, int ifindex) {
    return library.function("bpf_program__attach_xdp").call(prog, ifindex);
  }

  @Override
  public long bpf_program__attach_tcx(long prog, int ifindex, long opts) {
    return library.function("bpf_program__attach_tcx").call(prog, ifindex, opts);
  }

  @Override
  public long bpf_program__attach_netkit(long prog, int ifindex, long opts) {
    return library.function("bpf_program__attach_netkit").call(prog, ifindex, opts);
  }

  @Override
  public long bpf_program__attach_netfilter(long prog, long opts) {
    return library.function("bpf_program__attach_netfilter").call(prog, opts);
  }

  @Override
  public int bpf_link__update_map(long link, long map) {
    return (int) library.function("bpf_link__update_map").call(link, map);
  }
}
