package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Arguments;
import java.util.Arrays;

/**
 * How a {@link PerfBuffer} is made.
 *
 * <p>Immutable, thread-safe; each method with an argument returns a changed copy.
 */
public final class PerfBufferOptions {
  private static final PerfBufferOptions DEFAULTS =
      new PerfBufferOptions(64, 1, 0, new int[0], (cpu, count) -> {});

  final int pages;
  final int samplePeriod;
  final int wakeupBytes;
  final int[] cpus;
  final LostHandler lostHandler;

  private PerfBufferOptions(
      int pages, int samplePeriod, int wakeupBytes, int[] cpus, LostHandler lostHandler) {
    this.pages = pages;
    this.samplePeriod = samplePeriod;
    this.wakeupBytes = wakeupBytes;
    this.cpus = cpus;
    this.lostHandler = lostHandler;
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
   * Sets the room for each processor's records ({@code page_cnt} of {@code perf_buffer__new}).
   *
   * @param count pages, a power of two; 64 unless set
   * @return changed options
   * @throws IllegalArgumentException if it is not a power of two
   */
  public PerfBufferOptions pages(int count) {
    if (Integer.bitCount(count) != 1 || count < 0) {
      throw new IllegalArgumentException("pages: not a power of two: count=" + count);
    }
    return new PerfBufferOptions(count, samplePeriod, wakeupBytes, cpus, lostHandler);
  }

  /**
   * Wakes a poll for every so many records only ({@code sample_period} of {@code struct
   * perf_buffer_opts}; the kernel's {@code wakeup_events}).
   *
   * @param records how many, from 1; 1 unless set
   * @return changed options
   * @throws IllegalArgumentException if it is less than 1
   */
  public PerfBufferOptions samplePeriod(int records) {
    if (records < 1) {
      throw new IllegalArgumentException("samplePeriod: less than 1: records=" + records);
    }
    return new PerfBufferOptions(pages, records, 0, cpus, lostHandler);
  }

  /**
   * Wakes a poll when so much has come, however many records it is (the kernel's {@code
   * wakeup_watermark}), in place of {@link #samplePeriod}.
   *
   * @param bytes how much, from 1; headers count
   * @return changed options
   * @throws IllegalArgumentException if it is less than 1
   */
  public PerfBufferOptions wakeupBytes(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("wakeupBytes: less than 1: bytes=" + bytes);
    }
    return new PerfBufferOptions(pages, samplePeriod, bytes, cpus, lostHandler);
  }

  /**
   * Sets the processors whose records are read.
   *
   * @param numbers the processors' numbers; all that are online if there are none
   * @return changed options
   */
  public PerfBufferOptions cpus(int... numbers) {
    for (int number : numbers) {
      Arguments.notNegative("cpus: number", number);
    }
    return new PerfBufferOptions(
        pages,
        samplePeriod,
        wakeupBytes,
        Arrays.stream(numbers).sorted().distinct().toArray(),
        lostHandler);
  }

  /**
   * Sets the handler for lost records. They are counted in any case, see {@link PerfBuffer#lost}.
   *
   * @param handler is called by the thread that reads
   * @return changed options
   */
  public PerfBufferOptions lostHandler(LostHandler handler) {
    return new PerfBufferOptions(pages, samplePeriod, wakeupBytes, cpus, handler);
  }
}
