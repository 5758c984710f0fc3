package dev.bpfj.maven.doctor;

import java.util.Locale;

/** Whether a requirement is met. */
public enum Verdict {
  /** Met. */
  OK,
  /** Met only for some features. */
  LIMITED,
  /** Not met. */
  MISSING;

  /** As documents write it, such as {@code ok}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
