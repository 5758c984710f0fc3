package dev.bpfj.corpus.layout;

/**
 * Which bits the generator believes a bitfield to have.
 *
 * @param subject what it is about
 * @param struct an expression in C of the struct's type
 * @param member the bitfield's name in C
 * @param size the struct's size in bytes
 * @param first its first bit, from the struct's first byte's lowest
 * @param count how many bits
 */
record BitfieldClaim(
    String subject, String struct, String member, long size, long first, int count) {

  String belief() {
    return "bits=" + first + " to " + (first + count - 1);
  }
}
