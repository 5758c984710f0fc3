package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.Bpf;

/** {@code bpf/bpf.h}. */
final class JffiBpf implements Bpf {
  private final CLibrary library;

  JffiBpf(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_map_update_elem(int fd, long key, long value, long flags) {
    return (int) library.function("bpf_map_update_elem").call(fd, key, value, flags);
  }

  @Override
  public int bpf_map_lookup_elem(int fd, long key, long value) {
    return (int) library.function("bpf_map_lookup_elem").call(fd, key, value);
  }

  @Override
  public int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    return (int) library.function("bpf_map_lookup_elem_flags").call(fd, key, value, flags);
  }

  @Override
  public int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    return (int)
        library.function("bpf_map_lookup_and_delete_elem_flags").call(fd, key, value, flags);
  }

  @Override
  public int bpf_map_delete_elem(int fd, long key) {
    return (int) library.function("bpf_map_delete_elem").call(fd, key);
  }

  @Override
  public int bpf_map_get_next_key(int fd, long key, long nextKey) {
    return (int) library.function("bpf_map_get_next_key").call(fd, key, nextKey);
  }

  @Override
  public int bpf_map_freeze(int fd) {
    return (int) library.function("bpf_map_freeze").call(fd);
  }

  @Override
  public int bpf_obj_get_info_by_fd(int fd, long info, long infoLength) {
    return (int) library.function("bpf_obj_get_info_by_fd").call(fd, info, infoLength);
  }

  @Override
  public int bpf_prog_get_next_id(int startId, long nextId) {
    return (int) library.function("bpf_prog_get_next_id").call(startId, nextId);
  }

  @Override
  public int bpf_map_get_next_id(int startId, long nextId) {
    return (int) library.function("bpf_map_get_next_id").call(startId, nextId);
  }

  @Override
  public int bpf_link_get_next_id(int startId, long nextId) {
    return (int) library.function("bpf_link_get_next_id").call(startId, nextId);
  }

  @Override
  public int bpf_prog_get_fd_by_id(int id) {
    return (int) library.function("bpf_prog_get_fd_by_id").call(id);
  }

  @Override
  public int bpf_map_get_fd_by_id(int id) {
    return (int) library.function("bpf_map_get_fd_by_id").call(id);
  }

  @Override
  public int bpf_link_get_fd_by_id(int id) {
    return (int) library.function("bpf_link_get_fd_by_id").call(id);
  }

  @Override
  public int bpf_obj_get(long path) {
    return (int) library.function("bpf_obj_get").call(path);
  }

  @Override
  public int bpf_obj_pin(int fd, long path) {
    return (int) library.function("bpf_obj_pin").call(fd, path);
  }

  @Override
  public int bpf_prog_test_run_opts(int fd, long opts) {
    return (int) library.function("bpf_prog_test_run_opts").call(fd, opts);
  }

  @Override
  public int bpf_map_create(
      int type, long name, int keySize, int valueSize, int maxEntries, long opts) {
    return (int)
        library.function("bpf_map_create").call(type, name, keySize, valueSize, maxEntries, opts);
  }

  @Override
  public int bpf_prog_load(int type, long name, long license, long insns, long insnCnt, long opts) {
    return (int) library.function("bpf_prog_load").call(type, name, license, insns, insnCnt, opts);
  }
}
