package dev.bpfj.corpus.layout;

/**
 * Something that the generator believes of an object, and that C knows.
 *
 * @param subject what it is about, such as {@code struct event: pid}
 * @param belief what is believed, such as {@code offset=8}
 * @param expression a constant expression in C that is true if it holds
 */
record Claim(String subject, String belief, String expression) {

  @Override
  public String toString() {
    return subject + ": " + belief;
  }
}
