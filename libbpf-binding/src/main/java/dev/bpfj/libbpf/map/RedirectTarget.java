package dev.bpfj.libbpf.map;

/**
 * Where XDP programs redirect packets to: {@code struct bpf_devmap_val}, {@code struct
 * bpf_cpumap_val}.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number the index of a network device; the length of a CPU's queue
 * @param programId the id of the program that sees the packets there, or 0
 */
public record RedirectTarget(int number, int programId) {}
