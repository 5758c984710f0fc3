package com.example.minimal;

/** Uses the skeleton by its members' names. */
public final class Main {
  private Main() {}

  /** Opens, sets, prints. */
  public static void main(String[] args) {
    try (CallCountSkel skel = CallCountSkel.open()) {
      skel.bss().count(42);
      System.out.println(skel.bss().count());
    }
  }
}
