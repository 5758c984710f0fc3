package dev.bpfj.kernelvm.incase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of JUnit that end in every way. */
public final class JupiterCases {
  @Test
  @Tag("fast")
  void passes() {}

  @Test
  void isWrong() {
    assertEquals(2, 1);
  }

  @Test
  void goesWrong() {
    throw new IllegalStateException("no idea");
  }

  @Test
  void assumesANewerKernel() {
    assumeTrue(false, "requires kernel 99.1: what nobody has");
  }

  @Test
  void endsItself() {
    abort("requires hardware: a quantum computer");
  }

  @Disabled("not today")
  @Test
  void isSwitchedOff() {
    throw new AssertionError();
  }

  @ParameterizedTest(name = "[{index}] {arguments}")
  @CsvSource({"1, 1", "2, 4"})
  void squares(int number, int square) {
    assertEquals(square, number * number);
  }

  @TestFactory
  Stream<DynamicTest> makesTests() {
    return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> {}));
  }

  @Nested
  @Tag("slow")
  final class Inner {
    @Test
    void isNested() {}
  }

  /** Whose tests do not begin. */
  static final class BrokenSetup {
    @BeforeAll
    static void prepare() {
      throw new IllegalStateException("nothing to prepare");
    }

    @Test
    void neverRuns() {}
  }

  /** Leaves a file open. */
  static final class Leaking {
    private static final List<FileInputStream> KEPT = new ArrayList<>();

    @Test
    void leavesAFileOpen() throws IOException {
      KEPT.add(new FileInputStream("/proc/cpuinfo"));
    }
  }

  /** Whose tests want another kernel, all of them. */
  static final class AllSkipped {
    @BeforeAll
    static void prepare() {
      abort("requires kernel 99.1: what nobody has");
    }

    @Test
    void first() {}

    @Test
    void second() {}
  }
}
