package dev.bpfj.libbpf.raw;

/** {@code bpf/libbpf.h}: objects, their maps, programs and links. */
public interface LibBpf {

  /** {@code libbpf_print_fn_t}. */
  interface PrintFn {
    /**
     * Prints a message.
     *
     * @param level 0 for warnings, 1 for information, 2 for debugging
     * @param format the address of a printf format
     * @param arguments a {@code va_list}, as the platform passes it
     * @return what printf returns
     */
    int print(int level, long format, long arguments);
  }

  int libbpf_major_version();

  int libbpf_minor_version();

  int libbpf_strerror(int err, long buf, long size);

  long libbpf_set_print(PrintFn fn);

  int libbpf_num_possible_cpus();

  long bpf_object__open_mem(long objBuf, long objBufSize, long opts);

  int bpf_object__load(long obj);

  void bpf_object__close(long obj);

  int bpf_object__btf_fd(long obj);

  long bpf_object__next_program(long obj, long prog);

  String bpf_program__name(long prog);

  String bpf_program__section_name(long prog);

  boolean bpf_program__autoload(long prog);

  int bpf_program__set_autoload(long prog, boolean autoload);

  boolean bpf_program__autoattach(long prog);

  void bpf_program__set_autoattach(long prog, boolean autoattach);

  int bpf_program__fd(long prog);

  int bpf_link__fd(long link);

  void bpf_link__disconnect(long link);

  int bpf_link__destroy(long link);

  long bpf_program__attach(long prog);

  long bpf_program__attach_perf_event_opts(long prog, int pfd, long opts);

  long bpf_program__attach_kprobe_opts(long prog, long funcName, long opts);

  long bpf_program__attach_kprobe_multi_opts(long prog, long pattern, long opts);

  long bpf_program__attach_ksyscall(long prog, long syscallName, long opts);

  long bpf_program__attach_uprobe_opts(
      long prog, int pid, long binaryPath, long funcOffset, long opts);

  long bpf_program__attach_tracepoint_opts(long prog, long tpCategory, long tpName, long opts);

  long bpf_program__attach_raw_tracepoint(long prog, long tpName);

  long bpf_program__attach_raw_tracepoint_opts(long prog, long tpName, long opts);

  long bpf_program__attach_trace_opts(long prog, long opts);

  int bpf_program__type(long prog);

  int bpf_program__set_type(long prog, int type);

  int bpf_program__flags(long prog);

  int bpf_program__set_flags(long prog, int flags);

  long bpf_object__find_map_by_name(long obj, long name);

  long bpf_object__next_map(long obj, long map);

  int bpf_map__reuse_fd(long map, int fd);

  int bpf_map__fd(long map);

  String bpf_map__name(long map);

  int bpf_map__type(long map);

  int bpf_map__set_type(long map, int type);

  int bpf_map__max_entries(long map);

  int bpf_map__set_max_entries(long map, int maxEntries);

  int bpf_map__map_flags(long map);

  int bpf_map__set_map_flags(long map, int flags);

  int bpf_map__key_size(long map);

  int bpf_map__set_key_size(long map, int size);

  int bpf_map__value_size(long map);

  int bpf_map__set_value_size(long map, int size);

  boolean bpf_map__autocreate(long map);

  int bpf_map__set_autocreate(long map, boolean autocreate);

  int bpf_map__set_initial_value(long map, long data, long size);

  long bpf_map__initial_value(long map, long psize);

  boolean bpf_map__is_internal(long map);

  long bpf_map__attach_struct_ops(long map);

  int bpf_map__set_pin_path(long map, long path);

  long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts);
}
