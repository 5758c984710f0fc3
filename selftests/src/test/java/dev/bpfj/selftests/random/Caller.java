package dev.bpfj.selftests.random;

import dev.bpfj.libbpf.error.BpfClosedException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread that makes one random call after the other, until it is told to stop. */
final class Caller extends Thread {
  private static final int DEEPEST = 4;
  private static final int PERCENT = 100;
  private static final int SEEDS = 3;
  private static final int TOUCHES = 5;

  /** Methods after which the rest of a life is dull; each is called once a round all the same. */
  private static final List<String> ENDS = List.of("close", "detach", "freeze", "unpin");

  /** What the threads of a run share. */
  record Run(
      List<Member> members,
      Rounds rounds,
      List<Seed> seeds,
      Pool pool,
      Made made,
      Surroundings surroundings,
      Outcomes outcomes) {}

  private final Run run;
  private final Random random;
  private final CallLog log;
  private final Arguments arguments;
  private final Map<Class<?>, List<Member>> makers = new ConcurrentHashMap<>();
  private int depth;
  private boolean calledBack;
  private volatile boolean stopped;
  private volatile long since = System.nanoTime();
  private volatile String current = "";
  private long interruptedSince;
  private long interruptedAfter;

  Caller(int number, Run run, long seed, CallLog log) {
    super("caller-" + number);
    setDaemon(true);
    this.run = run;
    this.random = new Random(seed + number);
    this.log = log;
    this.arguments = new Arguments(this, run.pool(), run.made(), run.surroundings());
  }

  static @Nullable Caller current() {
    return Thread.currentThread() instanceof Caller caller ? caller : null;
  }

  Random random() {
    return random;
  }

  Arguments arguments() {
    return arguments;
  }

  void stopSoon() {
    stopped = true;
  }

  /** For how long the call that is being made has been going on, in nanoseconds. */
  long duration() {
    return System.nanoTime() - since;
  }

  /**
   * Interrupts, the more rarely the longer the call goes on: the JDK's wait for direct memory never
   * ends under interrupts in close succession.
   */
  void interruptRarely() {
    long duration = duration();
    if (interruptedSince != since || duration > 2 * interruptedAfter) {
      interruptedSince = since;
      interruptedAfter = duration;
      interrupt();
    }
  }

  String currentCall() {
    return current;
  }

  @Override
  public void run() {
    while (!stopped) {
      since = System.nanoTime();
      try {
        step();
      } catch (OutOfMemoryError e) {
        // Another thread's call had the heap for a moment; its own outcome tells.
        run.outcomes().note("own " + e.getClass(), stack(e));
      } catch (Throwable e) {
        run.outcomes().fail("own " + e.getClass() + e.getStackTrace()[0], stack(e));
      } finally {
        interrupted(); // by who found that the call took long
      }
    }
  }

  private static String stack(Throwable e) {
    return e + " " + List.of(e.getStackTrace());
  }

  private void step() {
    int chance = random.nextInt(PERCENT);
    if (chance < SEEDS) {
      plant(run.seeds().get(random.nextInt(run.seeds().size())));
    } else if (chance < SEEDS + TOUCHES) {
      touch();
    } else if (chance < PERCENT / 2) {
      callAny();
    } else {
      call(run.rounds().next(random));
    }
  }

  /** Makes some call, but rarely one that ends something. */
  void callAny() {
    if (depth < DEEPEST) {
      Member member = run.members().get(random.nextInt(run.members().size()));
      if (!ENDS.contains(member.simpleName()) || random.nextInt(10) == 0) {
        call(member);
      }
    }
  }

  private void plant(Seed seed) {
    current = seed.getClass().getName();
    try {
      keep(seed.plant(this));
    } catch (BpfClosedException | HandlerFailure | HandlerError e) {
      // another thread closed what it is made of, or its handler threw
    } catch (Exception e) {
      run.outcomes()
          .note("seed " + e.getClass() + e.getStackTrace()[0], "a seed fails: " + stack(e));
    }
  }

  /** Uses memory that a call gave, whatever has become of what it belongs to. */
  private void touch() {
    ByteBuffer buffer = run.pool().buffer(random);
    if (buffer != null && buffer.capacity() > 0) {
      ByteBuffer whole = buffer.duplicate().clear();
      int index = random.nextInt(whole.capacity());
      byte value = whole.get(index);
      if (!whole.isReadOnly()) {
        whole.put(index, value);
      }
    }
  }

  /** A call to something that gives a value of a type, or null. */
  @Nullable Object make(Class<?> type) {
    if (depth >= DEEPEST) {
      return null;
    }
    List<Member> able = makers.computeIfAbsent(type, this::makersOf);
    if (able.isEmpty()) {
      return null;
    }
    depth++;
    try {
      Object made = call(able.get(random.nextInt(able.size())));
      return type.isInstance(made) ? made : null;
    } finally {
      depth--;
    }
  }

  private List<Member> makersOf(Class<?> type) {
    return run.members().stream().filter(member -> type.isAssignableFrom(member.result())).toList();
  }

  private @Nullable Object call(Member member) {
    Object receiver = member.needsReceiver() ? arguments.receiver(member.owner()) : null;
    if (member.needsReceiver() && receiver == null) {
      return null;
    }
    Object[] given = arguments.of(member);
    return given == null ? null : call(member, receiver, given);
  }

  private @Nullable Object call(
      Member member, @Nullable Object receiver, @Nullable Object[] given) {
    String shown =
        member.name()
            + " "
            + Arguments.show(new Object[] {receiver})
            + " ("
            + Arguments.show(given)
            + ")";
    current = shown;
    log.add(depth, shown);
    boolean outer = calledBack;
    calledBack = false;
    depth++;
    run.outcomes().called(member);
    try {
      Object result = member.call(receiver, given);
      run.outcomes().gave();
      if (result != null) {
        keepAll(member, result);
      }
      return result;
    } catch (Throwable e) {
      run.outcomes().threw(member, given, e, calledBack, depth, shown);
      if (e.getClass().getName().startsWith("dev.bpfj.libbpf")) {
        run.pool().add(e, random);
      }
      return null;
    } finally {
      depth--;
      calledBack |= outer;
    }
  }

  /** Does a handler's work. */
  <T> @Nullable T calledBack(Supplier<@Nullable T> work) {
    int outer = depth;
    try {
      return work.get();
    } finally {
      depth = outer;
      calledBack = true;
    }
  }

  private void keepAll(Member member, Object result) {
    if (member.simpleName().equals("info") && member.needsReceiver()) {
      run.made().addIdOf(result);
    }
    if (result instanceof Integer number && member.simpleName().equals("fd")) {
      run.made().addDescriptor(number);
    }
    if (result instanceof Integer number && member.name().equals("map.MapSpec#create()")) {
      OwnDescriptors.close(number);
      return;
    }
    keep(result);
    if (result instanceof Optional<?> optional) {
      optional.ifPresent(this::keep);
    } else if (result instanceof Collection<?> all) {
      all.stream().limit(4).filter(java.util.Objects::nonNull).forEach(this::keep);
    }
  }

  /** Lets other calls have a value. */
  void keep(Object value) {
    String type = value.getClass().getName();
    if (type.startsWith("dev.bpfj.libbpf")
        || type.startsWith("dev.bpfj.progs")
        || value instanceof ByteBuffer
        || value instanceof java.io.InputStream) {
      run.pool().add(value, random);
    }
  }
}
