package com.example.gctrace;

/** A program that collects garbage when it is told to, by a line of its input. */
public final class Garbage {
  private static final int MIB = 1 << 20;

  private static volatile byte[] last;

  private Garbage() {}

  /** Ends with its input. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    while (System.in.read() == '\n') {
      for (int i = 0; i < 64; i++) {
        last = new byte[MIB];
      }
      System.gc();
      System.out.println("collected");
    }
  }
}
