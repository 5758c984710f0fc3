package dev.bpfj.selftests.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** All members in turn, in another order each round. Shared by all threads. */
final class Rounds {
  private final List<Member> members;
  private final List<Member> rest = new ArrayList<>();
  private int begun;

  Rounds(List<Member> members) {
    this.members = members;
  }

  synchronized Member next(Random random) {
    if (rest.isEmpty()) {
      rest.addAll(members);
      Collections.shuffle(rest, random);
      begun++;
    }
    return rest.remove(rest.size() - 1);
  }

  /** How many times every member had its turn. */
  synchronized int done() {
    return begun - (rest.isEmpty() ? 0 : 1);
  }
}
