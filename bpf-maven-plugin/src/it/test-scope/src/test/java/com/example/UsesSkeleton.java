package com.example;

/** Compiles only if the skeleton is a test's. */
public final class UsesSkeleton {
  private UsesSkeleton() {}

  /** What the object's resource holds. */
  public static byte[] object() throws java.io.IOException {
    return CallCountSkel.class.getResourceAsStream("call_count.bpf.o").readAllBytes();
  }
}
