package dev.bpfj.libbpf;

import java.time.Duration;

/** What came of a {@link BpfProgram#testRun test run}. Immutable. */
public final class TestRunResult {
  private final int returnValue;
  private final Duration duration;
  private final byte[] data;
  private final byte[] context;

  TestRunResult(int returnValue, Duration duration, byte[] data, byte[] context) {
    this.returnValue = returnValue;
    this.duration = duration;
    this.data = data;
    this.context = context;
  }

  /**
   * What the program returned ({@code retval}), which is a C {@code int}: such as an XDP verdict.
   * Zero for tracing programs, which are run by what they are attached to; for {@code fmod_ret} the
   * kernel's own result in the lower and a side effect in the upper half.
   *
   * @return the last run's value
   */
  public int returnValue() {
    return returnValue;
  }

  /**
   * How long a run took.
   *
   * @return the average of the repeated runs, in nanoseconds; zero for types that are not measured
   */
  public Duration duration() {
    return duration;
  }

  /**
   * The packet as the program left it.
   *
   * @return a copy; empty without {@link TestRunOptions#dataOut}
   */
  public byte[] data() {
    return data.clone();
  }

  /**
   * The context as the program left it.
   *
   * @return a copy; without {@link TestRunOptions#contextOut} the one that went in, into which
   *     syscall programs write
   */
  public byte[] context() {
    return context.clone();
  }
}
