package dev.bpfj.libbpf.ring;

/** Reads the records of one processor. */
interface CpuWalker extends Walker {

  /** The processor's number. */
  int cpu();

  /** How many records were lost, as far as was read. */
  long lost();

  /** How many records had a length that is not theirs. */
  long malformed();
}
