package dev.bpfj.libbpf.call;

import static dev.bpfj.libbpf.call.Words.text;
import static dev.bpfj.libbpf.call.Words.truth;
import static dev.bpfj.libbpf.call.Words.word;

import dev.bpfj.libbpf.raw.LibBpf;

/** {@code bpf/libbpf.h}. */
final class JffiLibBpf implements LibBpf {
  private final CLibrary library;

  JffiLibBpf(CLibrary library) {
    this.library = library;
  }

  @Override
  public int libbpf_major_version() {
    return (int) library.function("libbpf_major_version").call();
  }

  @Override
  public int libbpf_minor_version() {
    return (int) library.function("libbpf_minor_version").call();
  }

  @Override
  public int libbpf_strerror(int err, long buf, long size) {
    return (int) library.function("libbpf_strerror").call(err, buf, size);
  }

  @Override
  public long libbpf_set_print(PrintFn fn) {
    return library.function("libbpf_set_print").call(PrintClosure.address(fn));
  }

  @Override
  public int libbpf_num_possible_cpus() {
    return (int) library.function("libbpf_num_possible_cpus").call();
  }

  @Override
  public long bpf_object__open_mem(long objBuf, long objBufSize, long opts) {
    return library.function("bpf_object__open_mem").call(objBuf, objBufSize, opts);
  }

  @Override
  public int bpf_object__load(long obj) {
    return (int) library.function("bpf_object__load").call(obj);
  }

  @Override
  public void bpf_object__close(long obj) {
    library.function("bpf_object__close").call(obj);
  }

  @Override
  public int bpf_object__btf_fd(long obj) {
    return (int) library.function("bpf_object__btf_fd").call(obj);
  }

  @Override
  public long bpf_object__next_program(long obj, long prog) {
    return library.function("bpf_object__next_program").call(obj, prog);
  }

  @Override
  public String bpf_program__name(long prog) {
    return text(library.function("bpf_program__name").call(prog));
  }

  @Override
  public String bpf_program__section_name(long prog) {
    return text(library.function("bpf_program__section_name").call(prog));
  }

  @Override
  public boolean bpf_program__autoload(long prog) {
    return truth(library.function("bpf_program__autoload").call(prog));
  }

  @Override
  public int bpf_program__set_autoload(long prog, boolean autoload) {
    return (int) library.function("bpf_program__set_autoload").call(prog, word(autoload));
  }

  @Override
  public boolean bpf_program__autoattach(long prog) {
    return truth(library.function("bpf_program__autoattach").call(prog));
  }

  @Override
  public void bpf_program__set_autoattach(long prog, boolean autoattach) {
    library.function("bpf_program__set_autoattach").call(prog, word(autoattach));
  }

  @Override
  public int bpf_program__fd(long prog) {
    return (int) library.function("bpf_program__fd").call(prog);
  }

  @Override
  public int bpf_link__fd(long link) {
    return (int) library.function("bpf_link__fd").call(link);
  }

  @Override
  public void bpf_link__disconnect(long link) {
    library.function("bpf_link__disconnect").call(link);
  }

  @Override
  public int bpf_link__destroy(long link) {
    return (int) library.function("bpf_link__destroy").call(link);
  }

  @Override
  public long bpf_program__attach(long prog) {
    return library.function("bpf_program__attach").call(prog);
  }

  @Override
  public long bpf_program__attach_perf_event_opts(long prog, int pfd, long opts) {
    return library.function("bpf_program__attach_perf_event_opts").call(prog, pfd, opts);
  }

  @Override
  public long bpf_program__attach_kprobe_opts(long prog, long funcName, long opts) {
    return library.function("bpf_program__attach_kprobe_opts").call(prog, funcName, opts);
  }

  @Override
  public long bpf_program__attach_kprobe_multi_opts(long prog, long pattern, long opts) {
    return library.function("bpf_program__attach_kprobe_multi_opts").call(prog, pattern, opts);
  }

  @Override
  public long bpf_program__attach_ksyscall(long prog, long syscallName, long opts) {
    return library.function("bpf_program__attach_ksyscall").call(prog, syscallName, opts);
  }

  @Override
  public long bpf_program__attach_uprobe_opts(
      long prog, int pid, long binaryPath, long funcOffset, long opts) {
    return library
        .function("bpf_program__attach_uprobe_opts")
        .call(prog, pid, binaryPath, funcOffset, opts);
  }

  @Override
  public long bpf_program__attach_tracepoint_opts(
      long prog, long tpCategory, long tpName, long opts) {
    return library
        .function("bpf_program__attach_tracepoint_opts")
        .call(prog, tpCategory, tpName, opts);
  }

  @Override
  public long bpf_program__attach_raw_tracepoint(long prog, long tpName) {
    return library.function("bpf_program__attach_raw_tracepoint").call(prog, tpName);
  }

  @Override
  public long bpf_program__attach_raw_tracepoint_opts(long prog, long tpName, long opts) {
    return library.function("bpf_program__attach_raw_tracepoint_opts").call(prog, tpName, opts);
  }

  @Override
  public long bpf_program__attach_trace_opts(long prog, long opts) {
    return library.function("bpf_program__attach_trace_opts").call(prog, opts);
  }

  @Override
  public int bpf_program__type(long prog) {
    return (int) library.function("bpf_program__type").call(prog);
  }

  @Override
  public int bpf_program__set_type(long prog, int type) {
    return (int) library.function("bpf_program__set_type").call(prog, type);
  }

  @Override
  public int bpf_program__flags(long prog) {
    return (int) library.function("bpf_program__flags").call(prog);
  }

  @Override
  public int bpf_program__set_flags(long prog, int flags) {
    return (int) library.function("bpf_program__set_flags").call(prog, flags);
  }

  @Override
  public long bpf_object__find_map_by_name(long obj, long name) {
    return library.function("bpf_object__find_map_by_name").call(obj, name);
  }

  @Override
  public long bpf_object__next_map(long obj, long map) {
    return library.function("bpf_object__next_map").call(obj, map);
  }

  @Override
  public int bpf_map__reuse_fd(long map, int fd) {
    return (int) library.function("bpf_map__reuse_fd").call(map, fd);
  }

  @Override
  public int bpf_map__fd(long map) {
    return (int) library.function("bpf_map__fd").call(map);
  }

  @Override
  public String bpf_map__name(long map) {
    return text(library.function("bpf_map__name").call(map));
  }

  @Override
  public int bpf_map__type(long map) {
    return (int) library.function("bpf_map__type").call(map);
  }

  @Override
  public int bpf_map__set_type(long map, int type) {
    return (int) library.function("bpf_map__set_type").call(map, type);
  }

  @Override
  public int bpf_map__max_entries(long map) {
    return (int) library.function("bpf_map__max_entries").call(map);
  }

  @Override
  public int bpf_map__set_max_entries(long map, int maxEntries) {
    return (int) library.function("bpf_map__set_max_entries").call(map, maxEntries);
  }

  @Override
  public int bpf_map__map_flags(long map) {
    return (int) library.function("bpf_map__map_flags").call(map);
  }

  @Override
  public int bpf_map__set_map_flags(long map, int flags) {
    return (int) library.function("bpf_map__set_map_flags").call(map, flags);
  }

  @Override
  public int bpf_map__key_size(long map) {
    return (int) library.function("bpf_map__key_size").call(map);
  }

  @Override
  public int bpf_map__set_key_size(long map, int size) {
    return (int) library.function("bpf_map__set_key_size").call(map, size);
  }

  @Override
  public int bpf_map__value_size(long map) {
    return (int) library.function("bpf_map__value_size").call(map);
  }

  @Override
  public int bpf_map__set_value_size(long map, int size) {
    return (int) library.function("bpf_map__set_value_size").call(map, size);
  }

  @Override
  public boolean bpf_map__autocreate(long map) {
    return truth(library.function("bpf_map__autocreate").call(map));
  }

  @Override
  public int bpf_map__set_autocreate(long map, boolean autocreate) {
    return (int) library.function("bpf_map__set_autocreate").call(map, word(autocreate));
  }

  @Override
  public int bpf_map__set_initial_value(long map, long data, long size) {
    return (int) library.function("bpf_map__set_initial_value").call(map, data, size);
  }

  @Override
  public long bpf_map__initial_value(long map, long psize) {
    return library.function("bpf_map__initial_value").call(map, psize);
  }

  @Override
  public boolean bpf_map__is_internal(long map) {
    return truth(library.function("bpf_map__is_internal").call(map));
  }

  @Override
  public long bpf_map__attach_struct_ops(long map) {
    return library.function("bpf_map__attach_struct_ops").call(map);
  }

  @Override
  public int bpf_map__set_pin_path(long map, long path) {
    return (int) library.function("bpf_map__set_pin_path").call(map, path);
  }

  @Override
  public long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts) {
    return library
        .function("bpf_program__attach_usdt")
        .call(prog, pid, binaryPath, usdtProvider, usdtName, opts);
  }
}
