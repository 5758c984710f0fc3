package dev.bpfj.corpus.layout;

/**
 * Where the generator believes a variable to lie.
 *
 * @param section its section
 * @param name its name in C
 * @param offset its offset there in bytes
 * @param size its size in bytes
 */
record VariableClaim(String section, String name, long offset, long size) {

  String subject() {
    return section + ": " + name;
  }

  String belief() {
    return "offset=" + offset + ", size=" + size;
  }
}
