package dev.bpfj.maven.doctor;

import java.util.Locale;

/** Whether what was found suffices. */
public enum Verdict {
  /** It does. */
  OK,
  /** It does for some of what can be done. */
  LIMITED,
  /** It does not. */
  MISSING;

  /** As documents write it, such as {@code ok}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
