package dev.bpfj.libbpf.internal.raw;

/**
 * {@code bpf/libbpf.h}: objects, their maps, programs and links. A function that returns a pointer
 * returns NULL and sets errno on failure; one that returns an int, -errno.
 */
public interface LibBpf {

  int libbpf_major_version();

  int libbpf_minor_version();

  long libbpf_set_print(long fn);

  long bpf_object__open_mem(long objBuf, long objBufSize, long opts);

  int bpf_object__load(long obj);

  void bpf_object__close(long obj);

  long bpf_object__btf(long object);

  long bpf_object__next_program(long obj, long prog);

  long bpf_program__name(long prog);

  long bpf_program__section_name(long prog);

  byte bpf_program__autoload(long prog);

  int bpf_program__set_autoload(long prog, boolean autoload);

  byte bpf_program__autoattach(long prog);

  void bpf_program__set_autoattach(long prog, boolean autoattach);

  int bpf_program__fd(long prog);

  int bpf_link__fd(long link);

  int bpf_link__destroy(long link);

  long bpf_program__attach(long prog);

  long bpf_program__attach_perf_event_opts(long prog, int pfd, long opts);

  long bpf_program__attach_kprobe_opts(long prog, long funcName, long opts);

  long bpf_program__attach_kprobe_multi_opts(long prog, long pattern, long opts);

  long bpf_program__attach_uprobe_multi(
      long prog, int pid, long binaryPath, long funcPattern, long opts);

  long bpf_program__attach_ksyscall(long prog, long syscallName, long opts);

  long bpf_program__attach_uprobe_opts(
      long prog, int pid, long binaryPath, long funcOffset, long opts);

  long bpf_program__attach_tracepoint_opts(long prog, long tpCategory, long tpName, long opts);

  long bpf_program__attach_raw_tracepoint(long prog, long tpName);

  long bpf_program__attach_raw_tracepoint_opts(long prog, long tpName, long opts);

  long bpf_program__attach_trace_opts(long prog, long opts);

  long bpf_program__attach_lsm(long prog);

  long bpf_program__attach_cgroup(long prog, int cgroupFd);

  long bpf_program__attach_cgroup_opts(long prog, int cgroupFd, long opts);

  long bpf_program__attach_netns(long prog, int netnsFd);

  long bpf_program__attach_sockmap(long prog, int mapFd);

  long bpf_program__attach_xdp(long prog, int ifindex);

  long bpf_program__attach_netfilter(long prog, long opts);

  long bpf_program__attach_tcx(long prog, int ifindex, long opts);

  long bpf_program__attach_netkit(long prog, int ifindex, long opts);

  long bpf_program__attach_freplace(long prog, int targetFd, long attachFuncName);

  long bpf_map__attach_struct_ops(long map);

  int bpf_link__update_map(long link, long map);

  long bpf_program__attach_iter(long prog, long opts);

  int bpf_program__type(long prog);

  int bpf_program__set_type(long prog, int type);

  int bpf_program__expected_attach_type(long prog);

  int bpf_program__set_expected_attach_type(long prog, int type);

  int bpf_program__flags(long prog);

  int bpf_program__set_flags(long prog, int flags);

  int bpf_program__set_attach_target(long prog, int attachProgFd, long attachFuncName);

  long bpf_object__find_map_by_name(long obj, long name);

  long bpf_object__next_map(long obj, long map);

  int bpf_map__set_autocreate(long map, boolean autocreate);

  byte bpf_map__autocreate(long map);

  int bpf_map__fd(long map);

  int bpf_map__reuse_fd(long map, int fd);

  long bpf_map__name(long map);

  int bpf_map__type(long map);

  int bpf_map__set_type(long map, int type);

  int bpf_map__max_entries(long map);

  int bpf_map__set_max_entries(long map, int maxEntries);

  int bpf_map__map_flags(long map);

  int bpf_map__set_map_flags(long map, int flags);

  int bpf_map__numa_node(long map);

  int bpf_map__set_numa_node(long map, int numaNode);

  int bpf_map__key_size(long map);

  int bpf_map__set_key_size(long map, int size);

  int bpf_map__value_size(long map);

  int bpf_map__set_value_size(long map, int size);

  int bpf_map__btf_key_type_id(long map);

  int bpf_map__btf_value_type_id(long map);

  int bpf_map__ifindex(long map);

  int bpf_map__set_ifindex(long map, int ifindex);

  long bpf_map__map_extra(long map);

  int bpf_map__set_map_extra(long map, long mapExtra);

  int bpf_map__set_initial_value(long map, long data, long size);

  long bpf_map__initial_value(long map, long psize);

  byte bpf_map__is_internal(long map);

  int bpf_map__set_pin_path(long map, long path);

  long bpf_map__pin_path(long map);

  byte bpf_map__is_pinned(long map);

  int bpf_map__pin(long map, long path);

  int bpf_map__unpin(long map, long path);

  int bpf_map__set_inner_map_fd(long map, int fd);

  long bpf_map__inner_map(long map);

  int libbpf_num_possible_cpus();

  int bpf_tc_hook_create(long hook);

  int bpf_tc_hook_destroy(long hook);

  int bpf_tc_attach(long hook, long opts);

  int bpf_tc_detach(long hook, long opts);

  int bpf_tc_query(long hook, long opts);

  int libbpf_probe_bpf_prog_type(int progType, long opts);

  int libbpf_probe_bpf_map_type(int mapType, long opts);
}
