package dev.bpfj.maven.doctor;

/**
 * The state of one requirement on this machine.
 *
 * @param purpose what it is needed for: {@code build}, {@code run} or {@code test}
 * @param name what it is
 * @param verdict whether it suffices
 * @param found what was found
 * @param fix how to fix it, as a command if possible; empty if nothing needs to be done
 */
public record Finding(String purpose, String name, Verdict verdict, String found, String fix) {
  static final String BUILD = "build";
  static final String RUN = "run";
  static final String TEST = "test";

  static Finding ok(String purpose, String name, String found) {
    return new Finding(purpose, name, Verdict.OK, found, "");
  }

  static Finding limited(String purpose, String name, String found, String fix) {
    return new Finding(purpose, name, Verdict.LIMITED, found, fix);
  }

  static Finding missing(String purpose, String name, String found, String fix) {
    return new Finding(purpose, name, Verdict.MISSING, found, fix);
  }
}
