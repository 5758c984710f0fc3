package dev.bpfj.test;

import dev.bpfj.test.leak.LeakCheck;
import dev.bpfj.test.leak.Leaks;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The check of one test.
 *
 * @param before what was there before it
 * @param patience how long to wait for what seems to be left
 */
record LeakGuard(Leaks before, Duration patience) {
  private static final String PROPERTY = "dev.bpfj.test.leakCheck";

  /** Begins the check, if the method, its class, one around it, or the property asks for it. */
  static Optional<LeakGuard> begin(AnnotatedElement method, Class<?> testClass) {
    return patience(method, testClass).map(patience -> new LeakGuard(Leaks.now(), patience));
  }

  private static Optional<Duration> patience(AnnotatedElement method, Class<?> testClass) {
    List<AnnotatedElement> places = new ArrayList<>(List.of(method));
    for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
      places.add(type);
    }
    return places.stream()
        .flatMap(place -> Optional.ofNullable(place.getAnnotation(LeakCheck.class)).stream())
        .map(LeakCheck::seconds)
        .findFirst()
        .or(() -> Optional.ofNullable(Integer.getInteger(PROPERTY)))
        .map(Duration::ofSeconds);
  }

  /** What fails the test, if it leaves something behind. */
  Optional<AssertionError> failure() {
    List<String> leaks = before.since(patience);
    return leaks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AssertionError("the test leaves behind:\n  " + String.join("\n  ", leaks)));
  }
}
