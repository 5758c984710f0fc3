package dev.bpfj.libbpf.hook;

/**
 * What a program is attached to, for programs whose section does not say it, or says something
 * else.
 *
 * <p>A hook may be used for several programs, and several times for one. What it names (a device, a
 * file, a perf event) is looked up or opened when a program is attached.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface Hook
    permits ByType,
        Cgroup,
        Freplace,
        Iter,
        Kprobe,
        KprobeMulti,
        Ksyscall,
        Lsm,
        Netfilter,
        Netkit,
        Netns,
        PerfEvent,
        RawTracepoint,
        Sockmap,
        Tc,
        Tcx,
        Trace,
        Tracepoint,
        Uprobe,
        UprobeMulti,
        Usdt,
        Xdp {}
