package dev.bpfj.selftests.random;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Calls everything public with any arguments, from several threads. It ends with 0 if every outcome
 * was a value or an exception that says what is wrong. To be run by {@link RandomCallsTest}, in
 * namespaces of its own.
 */
public final class RandomCalls {
  /** What it takes: a folder that stays, and one for files of its own. */
  static final String LOGS = "randomcalls.logs";

  static final String FILES = "randomcalls.files";
  static final String CGROUP = "randomcalls.cgroup";
  static final String SECONDS = "randomcalls.seconds";
  static final String THREADS = "randomcalls.threads";
  static final String SEED = "random.seed";

  private static final long TICK_MILLIS = 50;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long COLLECTION_NANOS = TimeUnit.SECONDS.toNanos(2);
  // Each member is called at least so often, however slow the machine is.
  private static final int ROUNDS = 4;
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Outcomes outcomes = new Outcomes();
  private final Pool pool = new Pool();
  private final List<Member> members;
  private final Rounds rounds;
  private final List<Caller> callers = new ArrayList<>();

  private RandomCalls(List<Member> members) {
    this.members = members;
    this.rounds = new Rounds(members);
  }

  /** Runs for as long as the properties say. */
  public static void main(String... arguments) throws Exception {
    Path files = Path.of(System.getProperty(FILES));
    String cgroup = System.getProperty(CGROUP, "");
    Surroundings surroundings = Surroundings.of(files, cgroup, Seeds.objects());
    RandomCalls calls = new RandomCalls(PublicApi.of(Seeds.skeletons()));
    calls.addConstants();
    Caller.Run run =
        new Caller.Run(
            calls.members,
            calls.rounds,
            Seeds.of(files.resolve("file"), cgroup),
            calls.pool,
            new Made(),
            surroundings,
            calls.outcomes);
    long seed = Long.getLong(SEED, System.nanoTime());
    System.out.println("seed: " + seed + ", members: " + calls.members.size());
    for (int i = 0; i < Integer.getInteger(THREADS, 4); i++) {
      calls.callers.add(
          new Caller(i, run, seed, CallLog.create(Path.of(System.getProperty(LOGS)), i)));
    }
    OpenDescriptors before = OpenDescriptors.now();
    calls.run(before);
    calls.report(before);
    System.exit(calls.outcomes.isFailure() ? 1 : 0);
  }

  /** The values of public constants. */
  private void addConstants() throws IOException, IllegalAccessException {
    Random random = new Random(0);
    for (Class<?> type : PublicApi.bindingClasses()) {
      for (Field field : type.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
          pool.add(field.get(null), random);
        }
      }
    }
  }

  private void run(OpenDescriptors own) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong(SECONDS, 30));
    long collection = System.nanoTime();
    long report = collection;
    callers.forEach(Thread::start);
    while (System.nanoTime() < end || rounds.done() < ROUNDS) {
      Thread.sleep(TICK_MILLIS);
      callers.forEach(this::watch);
      List<String> closed = own.goneMeanwhile();
      if (!closed.isEmpty()) {
        end("closed-descriptors", "descriptors of others were closed: " + closed);
      }
      if (System.nanoTime() - collection > COLLECTION_NANOS) {
        collection = System.nanoTime();
        System.gc();
      }
      if (System.nanoTime() - report > REPORT_NANOS) {
        report = System.nanoTime();
        System.out.println("calls: " + outcomes.count());
      }
    }
    callers.forEach(Caller::stopSoon);
    for (Caller caller : callers) {
      while (caller.isAlive()) {
        caller.join(TICK_MILLIS);
        callers.forEach(this::watch);
      }
    }
  }

  /**
   * Interrupts a call that waits, and ends the JVM with a thread dump if it goes on all the same.
   */
  private void watch(Caller caller) {
    long duration = caller.duration();
    if (!caller.isAlive() || duration < PATIENCE_NANOS) {
      return;
    }
    caller.interruptRarely();
    if (duration > SLOW_NANOS) {
      String call = caller.currentCall();
      outcomes.note(
          "slow " + call, "a call takes 10 seconds: " + call + stack(caller.getStackTrace()));
    }
    if (duration > HANG_NANOS) {
      end("hang", "hangs: " + caller.currentCall());
    }
  }

  /** Ends the JVM at once, with what every thread is about in a file: there may be no output. */
  private void end(String what, String how) {
    StringBuilder text = new StringBuilder(how + "\n" + outcomes);
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      text.append('\n').append(each.getKey()).append(stack(each.getValue()));
    }
    try {
      Files.writeString(Path.of(System.getProperty(LOGS), what), text);
      System.out.println(text);
    } catch (IOException e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(2);
  }

  private static String stack(StackTraceElement[] frames) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement frame : frames) {
      text.append("\n    at ").append(frame);
    }
    return text.toString();
  }

  private void report(OpenDescriptors before) throws IOException {
    pool.close();
    System.gc();
    List<String> unreached =
        outcomes.unreached(members.stream().filter(this::canBeReached).toList());
    if (!unreached.isEmpty()) {
      outcomes.fail("unreached", "never called: " + String.join("\n  ", unreached));
    }
    System.out.println("descriptors left: " + before.leftOver());
    System.out.println("calls: " + outcomes.count() + ", members: " + members.size());
    System.out.println(outcomes);
  }

  /** Whether users can have what it is called on and what it takes. */
  private boolean canBeReached(Member member) {
    return (!member.needsReceiver() || isGiven(member.owner()))
        && Stream.of(member.executable().getParameterTypes())
            .allMatch(type -> !isOfBinding(type) || type.isInterface() || isGiven(type));
  }

  private static boolean isOfBinding(Class<?> type) {
    return type.getName().startsWith("dev.bpfj.");
  }

  /** Whether some member gives it. */
  private boolean isGiven(Class<?> type) {
    return Throwable.class.isAssignableFrom(type)
        || members.stream().anyMatch(each -> type.isAssignableFrom(each.result()));
  }
}
