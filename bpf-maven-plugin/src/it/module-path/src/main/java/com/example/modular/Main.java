package com.example.modular;

/** Opens a skeleton, and with privilege runs it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    try (CallCountSkel skel = CallCountSkel.open()) {
      skel.bss().count(-1_000_000);
      System.out.println(Main.class.getModule() + ": opened, " + skel.bss().count());
      if (args.length > 0) {
        skel.load();
        skel.attach();
        while (skel.bss().count() == -1_000_000) {
          Thread.sleep(10);
        }
        System.out.println("counted");
      }
    }
  }
}
