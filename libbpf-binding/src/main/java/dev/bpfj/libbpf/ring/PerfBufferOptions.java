package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Arguments;
import java.util.Arrays;

/** How a {@link PerfBuffer} is made. Immutable. */
public final class PerfBufferOptions {
  private static final PerfBufferOptions DEFAULTS = builder().build();

  final int pages;
  final int samplePeriod;
  final int wakeupBytes;
  final int[] cpus;
  final LostHandler lostHandler;

  private PerfBufferOptions(Builder builder) {
    pages = builder.pages;
    samplePeriod = builder.samplePeriod;
    wakeupBytes = builder.wakeupBytes;
    cpus = builder.cpus.clone();
    lostHandler = builder.lostHandler;
  }

  /**
   * 64 pages for each processor that is online, and a wake-up for each record.
   *
   * @return the options
   */
  public static PerfBufferOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes options. For one thread. */
  public static final class Builder {
    private int pages = 64;
    private int samplePeriod = 1;
    private int wakeupBytes;
    private int[] cpus = {};
    private LostHandler lostHandler = (cpu, count) -> {};

    private Builder() {}

    /**
     * Sets the room for each processor's records ({@code page_cnt} of {@code perf_buffer__new}).
     *
     * @param count pages, a power of two; 64 unless set
     * @return this
     * @throws IllegalArgumentException if it is not a power of two
     */
    public Builder pages(int count) {
      if (Integer.bitCount(count) != 1 || count < 0) {
        throw new IllegalArgumentException("pages: not a power of two: count=" + count);
      }
      pages = count;
      return this;
    }

    /**
     * Wakes a poll for every so many records only ({@code sample_period} of {@code struct
     * perf_buffer_opts}; the kernel's {@code wakeup_events}).
     *
     * @param records how many, from 1; 1 unless set
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder samplePeriod(int records) {
      if (records < 1) {
        throw new IllegalArgumentException("samplePeriod: less than 1: records=" + records);
      }
      samplePeriod = records;
      wakeupBytes = 0;
      return this;
    }

    /**
     * Wakes a poll when so much has come, however many records it is (the kernel's {@code
     * wakeup_watermark}), in place of {@link #samplePeriod}.
     *
     * @param bytes how much, from 1; headers count
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder wakeupBytes(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("wakeupBytes: less than 1: bytes=" + bytes);
      }
      wakeupBytes = bytes;
      return this;
    }

    /**
     * Sets the processors whose records are read.
     *
     * @param numbers the processors' numbers; all that are online if there are none
     * @return this
     */
    public Builder cpus(int... numbers) {
      for (int number : numbers) {
        Arguments.notNegative("cpus: number", number);
      }
      cpus = Arrays.stream(numbers).sorted().distinct().toArray();
      return this;
    }

    /**
     * Sets who is told of lost records. They are counted in any case, see {@link PerfBuffer#lost}.
     *
     * @param handler is called by the thread that reads
     * @return this
     */
    public Builder lostHandler(LostHandler handler) {
      lostHandler = handler;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return them
     */
    public PerfBufferOptions build() {
      return new PerfBufferOptions(this);
    }
  }
}
