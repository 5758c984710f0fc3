package dev.bpfj.test;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what annotations require with a machine. */
final class Requirements {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d).*");

  private Requirements() {}

  /** Why a test cannot run; empty if it can. */
  static Optional<String> unmet(AnnotatedElement test, Machine machine) {
    return kernel(test, machine)
        .or(() -> processors(test, machine))
        .or(() -> capability(test, machine));
  }

  private static Optional<String> kernel(AnnotatedElement test, Machine machine) {
    return Optional.ofNullable(test.getAnnotation(RequiresKernel.class))
        .filter(required -> number(machine.kernel()) < number(required.value()))
        .map(required -> "requires kernel " + required.value() + ": " + required.feature());
  }

  private static Optional<String> processors(AnnotatedElement test, Machine machine) {
    return Optional.ofNullable(test.getAnnotation(RequiresProcessors.class))
        .filter(required -> machine.processors() < required.value())
        .map(required -> "requires hardware: " + required.value() + " processors");
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

  private static int number(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "kernel version '" + version + "': does not begin with two numbers, such as 6.12");
    }
    return Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2));
  }
}
