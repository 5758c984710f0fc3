package dev.bpfj.libbpf.raw;

/**
 * The bpf system call itself, for what libbpf has only functions of seven arguments: more than six
 * would have to be passed by an array that each call makes.
 */
public interface LibCBpf {
  long syscall(long number, int command, long attributes, int size);
}
