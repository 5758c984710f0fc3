package dev.bpfj.test;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what annotations require with a machine. */
final class Requirements {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
  private static final Pattern RELEASE = Pattern.compile(VERSION + "(?!\\d).*");

  private Requirements() {}

  /** Why a test cannot run; empty if it can. */
  static Optional<String> unmet(AnnotatedElement test, Machine machine) {
    return kernel(test, machine)
        .or(() -> hardware(test, machine))
        .or(() -> capability(test, machine));
  }

  private static Optional<String> kernel(AnnotatedElement test, Machine machine) {
    return Optional.ofNullable(test.getAnnotation(RequiresKernel.class))
        .filter(required -> release(machine.kernel()) < version(required.value()))
        .map(required -> "requires kernel " + required.value() + ": " + required.feature());
  }

  private static Optional<String> hardware(AnnotatedElement test, Machine machine) {
    RequiresHardware required = test.getAnnotation(RequiresHardware.class);
    if (required == null) {
      return Optional.empty();
    }
    if (machine.processors() < required.processors()) {
      return Optional.of("requires hardware: " + required.processors() + " processors");
    }
    return required.cycleCounter() && !machine.countsCycles()
        ? Optional.of("requires hardware: a counter of processor cycles")
        : Optional.empty();
  }

  private static Optional<String> capability(AnnotatedElement test, Machine machine) {
    RequiresCapability required = test.getAnnotation(RequiresCapability.class);
    if (required != null) {
      for (Capability capability : required.value()) {
        if (!capability.isIn(machine.capabilities())) {
          return Optional.of("requires capability CAP_" + capability + ": run the tests as root");
        }
      }
    }
    return Optional.empty();
  }

  // Of two numbers only, as what bpf:kernel-test understands.
  private static int version(String required) {
    return number(VERSION, required, "not two numbers, such as 6.12");
  }

  private static int release(String running) {
    return number(RELEASE, running, "does not begin with two numbers, such as 6.12");
  }

  private static int number(Pattern pattern, String version, String otherwise) {
    Matcher matcher = pattern.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("kernel version '" + version + "': " + otherwise);
    }
    return Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2));
  }
}
