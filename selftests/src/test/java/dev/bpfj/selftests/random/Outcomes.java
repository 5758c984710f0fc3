package dev.bpfj.selftests.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of the calls. Thread-safe. */
final class Outcomes {
  /** Exceptions of the JDK that are an answer, and not an accident on the way to one. */
  private static final Set<Class<?>> ANSWERS =
      Set.of(
          IllegalArgumentException.class,
          IllegalStateException.class,
          IndexOutOfBoundsException.class,
          UnsupportedOperationException.class,
          ReadOnlyBufferException.class,
          UncheckedIOException.class);

  private static final int FRAMES = 14;

  private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, String> oddities = new ConcurrentHashMap<>();

  void called(Member member) {
    calls.computeIfAbsent(member.name(), name -> new LongAdder()).increment();
  }

  void gave() {
    count("a value");
  }

  private void count(String kind) {
    kinds.computeIfAbsent(kind, name -> new LongAdder()).increment();
  }

  /**
   * Judges an exception. What is thrown by or through a handler may be anything of the handler's.
   */
  void threw(
      Member member,
      @Nullable Object[] arguments,
      Throwable thrown,
      boolean calledBack,
      int depth,
      String call) {
    if (isOfHandler(thrown)) {
      count("a handler's exception");
      return;
    }
    count(thrown.getClass().getSimpleName());
    String what = thrown.getClass().getName() + " " + place(thrown);
    if (thrown instanceof OutOfMemoryError) {
      oddities.putIfAbsent(what, describe(thrown, call));
    } else if (thrown instanceof StackOverflowError && depth > 1) {
      count("StackOverflowError of calls in calls");
    } else if (thrown instanceof Error || !isAnswer(member, arguments, thrown, calledBack)) {
      failures.putIfAbsent(what, describe(thrown, call));
    }
  }

  private static boolean isOfHandler(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof HandlerFailure || e instanceof HandlerError) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAnswer(
      Member member, @Nullable Object[] arguments, Throwable thrown, boolean calledBack) {
    if (calledBack
        || thrown.getClass().getName().startsWith("dev.bpfj.")
        || thrown instanceof IOException
        || ANSWERS.contains(thrown.getClass())) {
      return true;
    }
    if (thrown instanceof NullPointerException) {
      return Arrays.stream(arguments).anyMatch(Outcomes::hasNull);
    }
    return thrown instanceof ClassCastException && member.isGeneric();
  }

  private static boolean hasNull(@Nullable Object argument) {
    if (argument instanceof Object[] array) {
      return Arrays.stream(array).anyMatch(Outcomes::hasNull);
    }
    if (argument instanceof Map<?, ?> map) {
      return hasNull(new ArrayList<>(map.keySet())) || hasNull(new ArrayList<>(map.values()));
    }
    return argument == null
        || (argument instanceof Collection<?> all && all.stream().anyMatch(Outcomes::hasNull));
  }

  /** Where in the binding it comes from. */
  private static String place(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("dev.bpfj."))
        .findFirst()
        .map(frame -> "at " + frame)
        .orElse("at nothing of ours");
  }

  private static String describe(Throwable thrown, String call) {
    StringBuilder text = new StringBuilder(thrown + "\n  in " + call);
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      text.append("\n    at ").append(frames[i]);
    }
    if (thrown.getCause() != null) {
      text.append("\n  because of ").append(thrown.getCause());
    }
    return text.toString();
  }

  /** Something that fails the run. */
  void fail(String what, String how) {
    failures.putIfAbsent(what, how);
  }

  /** Something that somebody should look at. */
  void note(String what, String how) {
    oddities.putIfAbsent(what, how);
  }

  boolean isFailure() {
    return !failures.isEmpty();
  }

  long count() {
    return calls.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Of some members those that were never called. */
  List<String> unreached(Collection<Member> members) {
    return members.stream().map(Member::name).filter(name -> !calls.containsKey(name)).toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("outcomes: " + new TreeMap<>(kinds));
    new TreeMap<>(oddities).forEach((what, how) -> text.append("\nodd: ").append(how));
    new TreeMap<>(failures).forEach((what, how) -> text.append("\nfailure: ").append(how));
    return text.toString();
  }
}
