package dev.bpfj.libbpf.event;

/**
 * Records that were lost because a perf buffer was full.
 *
 * @param map the name of the map that the buffer reads
 * @param cpu the processor's number
 * @param count how many were lost since the last notification
 */
public record LostRecords(String map, int cpu, long count) {}
