package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JupiterTest {
  @Tag("vm")
  @Test
  void seesItsOwnKernel() throws Exception {
    String version = Files.readString(Path.of("/proc/version"));
    assertTrue(version.contains(" 6.12."), version);
    System.out.println("ran on " + System.getProperty("os.version"));
  }

  @Tag("vm")
  @Test
  void wantsANewerKernel() {
    assumeTrue(System.getProperty("os.version").startsWith("99."), "requires kernel 99.1: a wonder");
  }

  @Tag("vm")
  @Test
  void isNotNamed() {
    fail("-Dtest names others");
  }

  @Tag("host")
  @Test
  void seesTheHost() {
    fail("-Dgroups leaves it out");
  }
}
