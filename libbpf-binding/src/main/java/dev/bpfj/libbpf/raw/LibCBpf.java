package dev.bpfj.libbpf.raw;

/**
 * The bpf system call itself, for what libbpf has only functions of seven arguments: jnr-ffi passes
 * more than six by arrays that it makes for each call.
 */
public interface LibCBpf {
  long syscall(long number, int command, long attributes, int size);
}
