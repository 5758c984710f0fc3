package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.kernel.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log of a program's load, cut out of libbpf's message. The kernel also writes one when it
 * refuses a program before or after verifying it; see {@link #isRejection}.
 *
 * @param program the program's name
 * @param log the whole log
 */
record VerifierLog(String program, String log) {
  // The load was given up for want of time, memory or descriptors, whatever the log says so far.
  private static final Set<Integer> GIVEN_UP =
      Set.of(Errno.EINTR, Errno.EAGAIN, Errno.ENOMEM, Errno.ENFILE, Errno.EMFILE);

  private static final Pattern MESSAGE =
      Pattern.compile(
          "prog '([^']*)': -- BEGIN PROG LOAD LOG --\n(.*)-- END PROG LOAD LOG --", Pattern.DOTALL);
  // What stands after the verdict: statistics, and the stack of the newest kernels.
  private static final Pattern AFTERWORD =
      Pattern.compile("processed \\d+ insns.*|verification time.*|stack depth.*|peak_states.*");
  // Newer kernels explain the verdict and give advice, over many lines.
  private static final String EXPLANATION = "Verification failed: ";
  private static final int VERDICT_LINES = 3;

  static Optional<VerifierLog> find(List<String> messages) {
    return messages.stream()
        .map(MESSAGE::matcher)
        .filter(Matcher::find)
        .map(matcher -> new VerifierLog(matcher.group(1), matcher.group(2)))
        .findFirst();
  }

  /** The messages with the log shortened to its telling lines, of which there may be none. */
  static List<String> shortened(List<String> messages) {
    return messages.stream()
        .flatMap(
            message ->
                find(List.of(message))
                    .map(log -> log.tellingLines().stream())
                    .orElse(Stream.of(message)))
        .toList();
  }

  /**
   * Whether the verifier rejected the program: it came to a verdict. A refusal by a policy of the
   * machine leaves a log without any, such as an empty line.
   */
  boolean isRejection(int errno) {
    return !GIVEN_UP.contains(errno) && !tellingLines().isEmpty();
  }

  /** The C line that the verifier was at and its verdict; empty without a verdict. */
  List<String> tellingLines() {
    List<String> lines =
        log.lines()
            .takeWhile(l -> !l.startsWith(EXPLANATION))
            .filter(l -> !l.isBlank() && !AFTERWORD.matcher(l).matches())
            .toList();
    int end = lines.size();
    int start = Math.max(0, end - VERDICT_LINES);
    List<String> telling = new ArrayList<>();
    for (int i = end - 1; i >= 0; i--) {
      if (lines.get(i).startsWith(";")) {
        if (i < start) {
          telling.add(lines.get(i));
        }
        break;
      }
    }
    telling.addAll(lines.subList(start, end));
    return List.copyOf(telling);
  }
}
