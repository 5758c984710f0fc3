package com.example.targets;

/** Opens the program with the object of this machine. */
public final class Main {
  private Main() {}

  /** Prints the initial value of a variable, and its own copy of a struct with bitfields. */
  public static void main(String[] args) {
    try (CallsSkel skel = CallsSkel.open()) {
      skel.bss().last().depth(300).kind(5);
      System.out.println(skel.data().calls() + " " + skel.bss().last());
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
