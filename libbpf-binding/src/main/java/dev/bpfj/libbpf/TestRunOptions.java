package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.Arguments;

/**
 * What to run a program with, by {@link BpfProgram#testRun}. What it may be given depends on the
 * program's type, and the kernel refuses the rest: packets go with {@link Builder#data}, the
 * arguments of raw tracepoints and syscall programs with {@link Builder#context}; tracing programs
 * take nothing. Immutable.
 */
public final class TestRunOptions {
  /** Runs a raw tracepoint's program on a processor of choice: {@code BPF_F_TEST_RUN_ON_CPU}. */
  public static final int ON_CPU = 1;

  /** Sends packets on as an XDP program decides: {@code BPF_F_TEST_XDP_LIVE_FRAMES}. */
  public static final int XDP_LIVE_FRAMES = 2;

  // TEST_XDP_MAX_BATCH of the kernel, net/bpf/test_run.c
  private static final int MOST_PACKETS = 256;

  final byte[] data;
  final int dataOutSize;
  final byte[] context;
  final int contextOutSize;
  final int repeat;
  final int flags;
  final int cpu;
  final int batchSize;

  private TestRunOptions(Builder builder) {
    this.data = builder.data.clone();
    this.dataOutSize = builder.dataOutSize;
    this.context = builder.context.clone();
    this.contextOutSize = builder.contextOutSize;
    this.repeat = builder.repeat;
    this.flags = builder.flags;
    this.cpu = builder.cpu;
    this.batchSize = builder.batchSize;
  }

  /**
   * Nothing but the program.
   *
   * @return the options
   */
  public static TestRunOptions none() {
    return builder().build();
  }

  /**
   * Begins new options.
   *
   * @return a builder with nothing in it
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes options. Used by one thread. */
  public static final class Builder {
    private byte[] data = {};
    private int dataOutSize;
    private byte[] context = {};
    private int contextOutSize;
    private int repeat;
    private int flags;
    private int cpu;
    private int batchSize;

    private Builder() {}

    /**
     * Gives the program a packet ({@code data_in}).
     *
     * @param bytes the packet; for most types at least an Ethernet header, which is 14 bytes
     * @return this builder
     */
    public Builder data(byte... bytes) {
      this.data = bytes.clone();
      return this;
    }

    /**
     * Makes room for the packet as the program leaves it ({@code data_out}). Without it {@link
     * TestRunResult#data} is empty.
     *
     * @param size in bytes; a packet that is larger makes the run fail with -ENOSPC
     * @return this builder
     */
    public Builder dataOut(int size) {
      this.dataOutSize = Arguments.notNegative("dataOut: size", size);
      return this;
    }

    /**
     * Gives the program its context ({@code ctx_in}).
     *
     * @param bytes what the type asks for, such as one {@code u64} an argument of a raw tracepoint
     * @return this builder
     */
    public Builder context(byte... bytes) {
      this.context = bytes.clone();
      return this;
    }

    /**
     * Makes room for the context as the program leaves it ({@code ctx_out}). Syscall programs take
     * none: they write into the one that they were given.
     *
     * @param size in bytes; a context that is larger makes the run fail with -ENOSPC
     * @return this builder
     */
    public Builder contextOut(int size) {
      this.contextOutSize = Arguments.notNegative("contextOut: size", size);
      return this;
    }

    /**
     * Runs the program several times, to measure it. The kernel runs all of them in one call, which
     * a signal ends, and nothing in Java does.
     *
     * @param times how often; 0 means once, and is all that raw tracepoints and tracing programs
     *     take
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder repeat(int times) {
      this.repeat = Arguments.notNegative("repeat: times", times);
      return this;
    }

    /**
     * Sets flags.
     *
     * @param bits {@link #ON_CPU}, {@link #XDP_LIVE_FRAMES}, or others of {@code linux/bpf.h}
     * @return this builder
     */
    public Builder flags(int bits) {
      this.flags = bits;
      return this;
    }

    /**
     * Runs the program on a processor, with the flag {@link #ON_CPU} (raw tracepoints).
     *
     * @param number the processor's number, from 0
     * @return this builder
     */
    public Builder cpu(int number) {
      this.cpu = Arguments.notNegative("cpu: number", number);
      return this;
    }

    /**
     * Sets how many packets are handed over at once with {@link #XDP_LIVE_FRAMES}.
     *
     * @param packets up to 256; 0 means 64
     * @return this builder
     */
    public Builder batchSize(int packets) {
      this.batchSize = Arguments.inRange("batchSize: packets", packets, 0, MOST_PACKETS);
      return this;
    }

    /**
     * Makes the options.
     *
     * @return what was set so far
     */
    public TestRunOptions build() {
      return new TestRunOptions(this);
    }
  }
}
