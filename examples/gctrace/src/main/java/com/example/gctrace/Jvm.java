package com.example.gctrace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A running JVM. */
final class Jvm {
  private Jvm() {}

  /**
   * The library that a JVM consists of, as this process can open it, also if the JVM runs in a
   * container.
   *
   * @throws NoJvmException if the process is no JVM or cannot be looked at
   */
  static Path library(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<String> mappings = Files.lines(process.resolve("maps"))) {
      return mappings
          .filter(mapping -> mapping.endsWith("/libjvm.so"))
          .map(mapping -> process.resolve("root" + mapping.substring(mapping.indexOf('/'))))
          .findFirst()
          .orElseThrow(
              () -> new NoJvmException("process " + pid + " is no JVM: it has no libjvm.so"));
    } catch (IOException e) {
      throw new NoJvmException(reason(pid, e));
    }
  }

  private static String reason(long pid, IOException e) {
    return e instanceof AccessDeniedException
        ? "process " + pid + ": not readable for this user; run as root"
        : "there is no process " + pid;
  }

  /** A process that cannot be traced. */
  static final class NoJvmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoJvmException(String message) {
      super(message);
    }
  }
}
