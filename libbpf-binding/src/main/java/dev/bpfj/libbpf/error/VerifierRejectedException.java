package dev.bpfj.libbpf.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's verifier rejected a program. The message has the C line that it was at and its
 * verdict; {@link #log()} has all that it wrote. The stack trace begins with the C line, as {@code
 * at bpf.handle_exec(minimal.bpf.c:20)}, so that IDEs can open it.
 *
 * <p>Thread-safe.
 */
public final class VerifierRejectedException extends BpfException {
  private static final long serialVersionUID = 1L;

  private static final Pattern LINE = Pattern.compile("; ?(.*?)(?: @ (.*):(\\d+))?");

  private final String program;
  private final ArrayList<String> telling;
  private final String log;

  /**
   * Makes the exception.
   *
   * @param failed the call that failed, whose message tells the lines
   * @param program the rejected program's name
   * @param telling the log's lines that tell why: the C line's, which begins with {@code ;}, and
   *     the verifier's last words
   * @param log the whole log
   */
  public VerifierRejectedException(
      BpfException failed, String program, List<String> telling, String log) {
    super(
        failed.operation(),
        "program \"" + program + "\"",
        failed.errno(),
        String.valueOf(failed.getMessage()));
    this.program = program;
    this.telling = new ArrayList<>(telling);
    this.log = log;
    sourceFile().ifPresent(this::traceFrom);
  }

  private void traceFrom(String file) {
    List<StackTraceElement> trace = new ArrayList<>();
    trace.add(new StackTraceElement("bpf", program, file, sourceLine().orElseThrow()));
    trace.addAll(List.of(getStackTrace()));
    setStackTrace(trace.toArray(StackTraceElement[]::new));
  }

  /**
   * The log's lines that tell why.
   *
   * @return the C line's, which begins with {@code ;}, and the verifier's last words
   */
  public List<String> telling() {
    return List.copyOf(telling);
  }

  /**
   * The rejected program.
   *
   * @return its name
   */
  public String program() {
    return program;
  }

  /**
   * The file of the C line that the verifier was at.
   *
   * @return its name without folders; nothing for an object without line information, and before
   *     Linux 6.8 also if several lines read the same
   */
  public Optional<String> sourceFile() {
    return line().map(line -> line.group(2));
  }

  /**
   * The number of the C line that the verifier was at.
   *
   * @return from 1; nothing where {@link #sourceFile} has none
   */
  public OptionalInt sourceLine() {
    String number = line().map(line -> line.group(3)).orElse("");
    return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
  }

  /**
   * The C line that the verifier was at.
   *
   * @return its text; nothing for an object without line information
   */
  public Optional<String> sourceText() {
    return line().map(line -> line.group(1));
  }

  private Optional<Matcher> line() {
    return telling.stream()
        .filter(line -> line.startsWith(";"))
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .findFirst();
  }

  /**
   * Why the program was rejected.
   *
   * @return the verifier's last words, such as {@code R0 invalid mem access 'map_value_or_null'}
   */
  public String verdict() {
    return telling.isEmpty() ? "" : telling.get(telling.size() - 1);
  }

  /**
   * The verifier's log.
   *
   * @return all of it, lines ended by {@code \n}
   */
  public String log() {
    return log;
  }
}
