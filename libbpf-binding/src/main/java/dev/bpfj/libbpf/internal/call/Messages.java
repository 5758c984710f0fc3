package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf prints. During a call it is kept for the calling thread, to become part of the
 * exception if the call fails; else it goes to the {@link Logger} named {@code dev.bpfj.libbpf}.
 *
 * <p>libbpf has one print callback a process. Where several class loaders have this class, each
 * callback passes on what is printed outside of its own calls to the one that was set before it.
 */
public final class Messages {
  /** System property by which class loaders tell each other the address of their callback. */
  private static final String CALLBACK_PROPERTY = "dev.bpfj.libbpf.print";

  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");
  private static final Level[] LEVELS = {Level.WARNING, Level.INFO, Level.DEBUG};
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final ThreadLocal<@Nullable Capture> CAPTURED = new ThreadLocal<>();

  private static boolean receiving;
  private static volatile long previous; // the callback of another class loader, or 0

  private Messages() {}

  private record Message(Level level, String text) {}

  /** What was printed to a thread. */
  private static final class Capture {
    final List<Message> messages = new ArrayList<>();
    boolean calling;
    boolean debug; // known before a call, since the first question may start threads of a logger
  }

  /** Has libbpf print here from now on. */
  static synchronized void receive(LibBpf libbpf) {
    if (!receiving) {
      long callback = PrintClosure.address();
      synchronized (System.getProperties()) {
        previous = Long.getLong(CALLBACK_PROPERTY, 0);
        System.setProperty(CALLBACK_PROPERTY, String.valueOf(callback));
        libbpf.libbpf_set_print(callback);
      }
      receiving = true;
    }
  }

  /** A call begins: what was said outside of calls, such as while closing, goes to the logger. */
  static void begin() {
    log();
    Capture captured = captured();
    captured.debug = LOGGER.isLoggable(Level.DEBUG);
    captured.calling = true;
  }

  /** Hands what the call said to the logger: it succeeded. */
  static void log() {
    for (String text : take()) {
      LOGGER.log(Level.WARNING, text);
    }
  }

  /** Gives the warnings of a call that failed; the rest goes to the logger. */
  static List<String> take() {
    Capture captured = captured();
    captured.calling = false;
    List<String> warnings = new ArrayList<>();
    for (Message message : captured.messages) {
      if (message.level() == Level.WARNING) {
        warnings.add(message.text());
      } else {
        LOGGER.log(message.level(), message.text());
      }
    }
    captured.messages.clear();
    return List.copyOf(warnings);
  }

  private static Capture captured() {
    Capture captured = CAPTURED.get();
    if (captured == null) {
      captured = new Capture();
      CAPTURED.set(captured);
    }
    return captured;
  }

  /**
   * Takes a message. Called from libbpf: nothing may be thrown through it.
   *
   * @param level 0 for warnings, 1 for information, 2 for debugging
   * @param format the address of a printf format
   * @param arguments the address of a {@code va_list}
   * @return what printf returns
   */
  static int print(int level, long format, long arguments) {
    Level javaLevel = LEVELS[Math.min(Math.max(level, 0), 2)];
    try (CallMemory callMemory = new CallMemory()) {
      Capture captured = captured();
      if (!captured.calling && previous != 0) {
        return (int) CFunctions.call(previous, level, format, arguments);
      }
      boolean debug = captured.calling ? captured.debug : LOGGER.isLoggable(Level.DEBUG);
      if (javaLevel == Level.DEBUG && !debug) {
        return 0;
      }
      long out = callMemory.allocate(8);
      int length = Native.libc().vasprintf(out, format, arguments);
      if (length >= 0) {
        long text = MEMORY.getLong(out);
        byte[] bytes = new byte[length];
        MEMORY.getByteArray(text, bytes, 0, length);
        Native.libc().free(text);
        captured.messages.add(
            new Message(javaLevel, new String(bytes, StandardCharsets.UTF_8).stripTrailing()));
      }
      return length;
    } catch (RuntimeException | Error e) {
      logFailure(e);
      return -1;
    }
  }

  private static void logFailure(Throwable failure) {
    try {
      LOGGER.log(Level.ERROR, "cannot take a message of libbpf", failure);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e); // a process out of files or memory cannot even log; libbpf goes on
    }
  }
}
