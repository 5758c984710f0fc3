package com.example.runqslower;

import java.util.Locale;

/**
 * What the command line asks for.
 *
 * @param minUs the least delay that is shown, in microseconds
 * @param pid the process to watch; 0 for all
 * @param verbose whether libbpf's own words are shown
 * @param help whether only the usage is asked for
 */
public record Options(long minUs, int pid, boolean verbose, boolean help) {
  private static final long DEFAULT_MIN_US = 10_000;

  /** The text of --help. */
  public static final String USAGE =
      """
      usage: runqslower [-p PID | --pid PID] [-v | --verbose] [-h | --help] [MIN_US]

      Shows who waits for a processor longer than MIN_US microseconds (10000 if not given).

        runqslower            delays above 10 ms
        runqslower 1000       delays above 1 ms
        runqslower -p 123     those of process 123 only
      """;

  /** A command line that makes no sense. */
  public static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  /** Reads a command line. */
  public static Options parse(String... words) throws UsageException {
    Options options = new Options(DEFAULT_MIN_US, 0, false, false);
    boolean limited = false;
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      switch (word) {
        case "-h", "--help" -> options = options.withHelp();
        case "-v", "--verbose" -> options = options.withVerbose();
        case "-p", "--pid" -> {
          i++;
          options = options.withPid(word, i < words.length ? words[i] : "");
        }
        default -> {
          if (word.startsWith("--pid=")) {
            options = options.withPid("--pid", word.substring("--pid=".length()));
          } else if (limited || word.startsWith("-")) {
            throw new UsageException("not understood: '" + word + "'");
          } else {
            limited = true;
            options = options.withMinUs(number("MIN_US", word, Long.MAX_VALUE));
          }
        }
      }
    }
    return options;
  }

  private Options withHelp() {
    return new Options(minUs, pid, verbose, true);
  }

  private Options withVerbose() {
    return new Options(minUs, pid, true, help);
  }

  private Options withMinUs(long us) {
    return new Options(us, pid, verbose, help);
  }

  private Options withPid(String option, String text) throws UsageException {
    int process = (int) number(option, text, Integer.MAX_VALUE);
    if (process == 0) {
      throw new UsageException(option + ": not a process: '" + text + "'");
    }
    return new Options(minUs, process, verbose, help);
  }

  private static long number(String what, String text, long most) throws UsageException {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        String.format(Locale.ROOT, "%s: not a number from 0 to %d: '%s'", what, most, text));
  }
}
