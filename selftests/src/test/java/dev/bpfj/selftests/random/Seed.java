package dev.bpfj.selftests.random;

/** Makes something that works, since random arguments alone rarely do. */
interface Seed {
  Object plant(Caller caller) throws Exception;
}
