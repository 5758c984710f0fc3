package dev.bpfj.libbpf.raw;

import jnr.ffi.annotations.IgnoreError;

/**
 * {@code bpf/bpf.h}: many entries of a map at once. Apart from {@link Bpf}, since each function of
 * an interface costs start-up time.
 */
public interface BpfBatch {

  @IgnoreError
  int bpf_map_delete_batch(int fd, long keys, long count, long opts);

  @IgnoreError
  int bpf_map_update_batch(int fd, long keys, long values, long count, long opts);
}
