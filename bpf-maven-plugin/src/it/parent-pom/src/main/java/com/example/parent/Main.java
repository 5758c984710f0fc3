package com.example.parent;

/** Opens a skeleton, which takes no privilege. */
public final class Main {
  private Main() {}

  /** Prints what is in it. */
  public static void main(String[] args) {
    try (CallCountSkel skel = CallCountSkel.open()) {
      System.out.println("count=" + skel.bss().count());
    }
  }
}
