package dev.bpfj.libbpf.raw;

import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.provider.jffi.NoX86;

/** {@code bpf/bpf.h}: many entries of a map at once, the functions of more than five arguments. */
@NoX86
public interface BpfBatch6 {

  @IgnoreError
  int bpf_map_lookup_batch(
      int fd, long inBatch, long outBatch, long keys, long values, long count, long opts);

  @IgnoreError
  int bpf_map_lookup_and_delete_batch(
      int fd, long inBatch, long outBatch, long keys, long values, long count, long opts);
}
