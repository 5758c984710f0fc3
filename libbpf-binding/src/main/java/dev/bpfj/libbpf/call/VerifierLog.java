package dev.bpfj.libbpf.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the verifier said of a program, cut out of libbpf's message.
 *
 * @param program the program's name
 * @param log the whole log
 */
record VerifierLog(String program, String log) {
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

  /** The C line that the verifier was at and its last words. */
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
