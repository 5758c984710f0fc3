package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JupiterTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4"})
  void squares(int number, int square) {
    assertEquals(square, number * number);
  }

  @TestFactory
  Stream<DynamicTest> makesTests() {
    return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> {}));
  }

  @Disabled("switched off")
  @Test
  void isSwitchedOff() {
    fail();
  }

  @Nested
  class Inside {
    @Test
    void isNested() {}
  }
}
