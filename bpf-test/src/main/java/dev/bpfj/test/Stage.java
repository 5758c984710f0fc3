package dev.bpfj.test;

/** How far a test's skeleton is brought before the test runs. */
public enum Stage {
  /** It is open: the test sets what it wants, and loads it. */
  OPENED,
  /** Its maps and programs are in the kernel, and nothing is attached. */
  LOADED,
  /** Its programs are attached as their sections say. */
  ATTACHED
}
