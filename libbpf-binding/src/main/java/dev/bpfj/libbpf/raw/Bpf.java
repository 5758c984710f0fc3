package dev.bpfj.libbpf.raw;

import jnr.ffi.annotations.IgnoreError;

/** {@code bpf/bpf.h}: thin wrappers of the bpf system call. All return -errno on failure. */
public interface Bpf {

  @IgnoreError
  int bpf_map_update_elem(int fd, long key, long value, long flags);

  @IgnoreError
  int bpf_map_lookup_elem(int fd, long key, long value);

  @IgnoreError
  int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  @IgnoreError
  int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags);

  @IgnoreError
  int bpf_map_delete_elem(int fd, long key);

  @IgnoreError
  int bpf_map_get_next_key(int fd, long key, long nextKey);

  int bpf_map_freeze(int fd);

  int bpf_obj_get_info_by_fd(int fd, long info, long infoLength);

  int bpf_prog_get_next_id(int startId, long nextId);

  int bpf_map_get_next_id(int startId, long nextId);

  int bpf_link_get_next_id(int startId, long nextId);

  int bpf_prog_get_fd_by_id(int id);

  int bpf_map_get_fd_by_id(int id);

  int bpf_link_get_fd_by_id(int id);

  int bpf_obj_get(long path);

  int bpf_obj_pin(int fd, long path);

  int bpf_prog_test_run_opts(int fd, long opts);
}
