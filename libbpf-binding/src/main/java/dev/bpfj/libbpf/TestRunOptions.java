package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.Arguments;

/**
 * What to run a program with, by {@link BpfProgram#testRun}. What it may be given depends on the
 * program's type, and the kernel refuses the rest: packets go with {@link #data}, the arguments of
 * raw tracepoints and syscall programs with {@link #context}; tracing programs take nothing.
 *
 * <p>Immutable, thread-safe; each method with an argument returns a changed copy.
 */
public final class TestRunOptions {
  /** Runs a raw tracepoint's program on a processor of choice: {@code BPF_F_TEST_RUN_ON_CPU}. */
  public static final int ON_CPU = 1;

  /** Sends packets on as an XDP program decides: {@code BPF_F_TEST_XDP_LIVE_FRAMES}. */
  public static final int XDP_LIVE_FRAMES = 2;

  // TEST_XDP_MAX_BATCH of the kernel, net/bpf/test_run.c
  private static final int MOST_PACKETS = 256;

  private static final TestRunOptions NONE =
      new TestRunOptions(new byte[0], 0, new byte[0], 0, 0, 0, 0, 0);

  final byte[] data;
  final int dataOutSize;
  final byte[] context;
  final int contextOutSize;
  final int repeat;
  final int flags;
  final int cpu;
  final int batchSize;

  private TestRunOptions(
      byte[] data,
      int dataOutSize,
      byte[] context,
      int contextOutSize,
      int repeat,
      int flags,
      int cpu,
      int batchSize) {
    this.data = data;
    this.dataOutSize = dataOutSize;
    this.context = context;
    this.contextOutSize = contextOutSize;
    this.repeat = repeat;
    this.flags = flags;
    this.cpu = cpu;
    this.batchSize = batchSize;
  }

  /**
   * Nothing but the program.
   *
   * @return the options
   */
  public static TestRunOptions none() {
    return NONE;
  }

  /**
   * Gives the program a packet ({@code data_in}).
   *
   * @param bytes the packet; for most types at least an Ethernet header, which is 14 bytes
   * @return changed options
   */
  public TestRunOptions data(byte... bytes) {
    return new TestRunOptions(
        bytes.clone(), dataOutSize, context, contextOutSize, repeat, flags, cpu, batchSize);
  }

  /**
   * Makes room for the packet as the program leaves it ({@code data_out}). Without it {@link
   * TestRunResult#data} is empty.
   *
   * @param size in bytes; a packet that is larger makes the run fail with -ENOSPC
   * @return changed options
   */
  public TestRunOptions dataOut(int size) {
    return new TestRunOptions(
        data,
        Arguments.notNegative("dataOut: size", size),
        context,
        contextOutSize,
        repeat,
        flags,
        cpu,
        batchSize);
  }

  /**
   * Gives the program its context ({@code ctx_in}).
   *
   * @param bytes what the type asks for, such as one {@code u64} an argument of a raw tracepoint
   * @return changed options
   */
  public TestRunOptions context(byte... bytes) {
    return new TestRunOptions(
        data, dataOutSize, bytes.clone(), contextOutSize, repeat, flags, cpu, batchSize);
  }

  /**
   * Makes room for the context as the program leaves it ({@code ctx_out}). Syscall programs take
   * none: they write into the one that they were given.
   *
   * @param size in bytes; a context that is larger makes the run fail with -ENOSPC
   * @return changed options
   */
  public TestRunOptions contextOut(int size) {
    return new TestRunOptions(
        data,
        dataOutSize,
        context,
        Arguments.notNegative("contextOut: size", size),
        repeat,
        flags,
        cpu,
        batchSize);
  }

  /**
   * Runs the program several times, to measure it. The kernel runs all of them in one call, which
   * nothing but the end of the process interrupts: signals for the thread wait until it is over.
   *
   * @param times how often; 0 means once, and is all that raw tracepoints and tracing programs take
   * @return changed options
   * @throws IllegalArgumentException if it is negative
   */
  public TestRunOptions repeat(int times) {
    return new TestRunOptions(
        data,
        dataOutSize,
        context,
        contextOutSize,
        Arguments.notNegative("repeat: times", times),
        flags,
        cpu,
        batchSize);
  }

  /**
   * Sets flags.
   *
   * @param bits {@link #ON_CPU}, {@link #XDP_LIVE_FRAMES}, or others of {@code linux/bpf.h}
   * @return changed options
   */
  public TestRunOptions flags(int bits) {
    return new TestRunOptions(
        data, dataOutSize, context, contextOutSize, repeat, bits, cpu, batchSize);
  }

  /**
   * Runs the program on a processor, with the flag {@link #ON_CPU} (raw tracepoints).
   *
   * @param number the processor's number, from 0
   * @return changed options
   */
  public TestRunOptions cpu(int number) {
    return new TestRunOptions(
        data,
        dataOutSize,
        context,
        contextOutSize,
        repeat,
        flags,
        Arguments.notNegative("cpu: number", number),
        batchSize);
  }

  /**
   * Sets how many packets are handed over at once with {@link #XDP_LIVE_FRAMES}.
   *
   * @param packets up to 256; 0 means 64
   * @return changed options
   */
  public TestRunOptions batchSize(int packets) {
    return new TestRunOptions(
        data,
        dataOutSize,
        context,
        contextOutSize,
        repeat,
        flags,
        cpu,
        Arguments.inRange("batchSize: packets", packets, 0, MOST_PACKETS));
  }
}
