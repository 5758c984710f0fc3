package dev.bpfj.libbpf.raw;

/**
 * {@code bpf/libbpf.h}: attaching to what few programs are attached to. Apart from {@link LibBpf},
 * which is loaded by every program.
 */
public interface LibBpfAttach {

  int bpf_program__expected_attach_type(long prog);

  int bpf_program__set_expected_attach_type(long prog, int type);

  int bpf_program__set_attach_target(long prog, int attachProgFd, long attachFuncName);

  long bpf_program__attach_lsm(long prog);

  long bpf_program__attach_freplace(long prog, int targetFd, long attachFuncName);

  long bpf_program__attach_iter(long prog, long opts);

  long bpf_program__attach_uprobe_multi(
      long prog, int pid, long binaryPath, long funcPattern, long opts);

  long bpf_program__attach_cgroup(long prog, int cgroupFd);

  long bpf_program__attach_cgroup_opts(long prog, int cgroupFd, long opts);

  long bpf_program__attach_netns(long prog, int netnsFd);

  long bpf_program__attach_sockmap(long prog, int mapFd);

  long bpf_program__attach_xdp(long prog, int ifindex);

  long bpf_program__attach_tcx(long prog, int ifindex, long opts);

  long bpf_program__attach_netkit(long prog, int ifindex, long opts);

  long bpf_program__attach_netfilter(long prog, long opts);

  int bpf_link__update_map(long link, long map);
}
