package dev.bpfj.corpus.layout;

/**
 * A belief of the generator's that C does not share.
 *
 * @param object the object
 * @param claim what is believed of what
 * @param answer what C says
 */
public record Difference(String object, String claim, String answer) {

  @Override
  public String toString() {
    return object + ": " + claim + ": C says " + answer;
  }
}
