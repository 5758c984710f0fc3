package dev.bpfj.libbpf.internal.raw;

import jnr.ffi.annotations.IgnoreError;

/**
 * {@code bpf/bpf.h}: one element of a map, which programs ask for again and again. All return
 * -errno on failure, and errno itself need not be saved.
 */
public interface BpfElements {

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
}
