package com.example.jvmthreads;

/** The JVM that is watched: starts threads, one after the other, when it is told to. */
public final class Subject {
  private Subject() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    System.in.read();
    for (String name : args) {
      Thread thread = new Thread(() -> {}, name);
      thread.setDaemon(name.startsWith("daemon"));
      thread.start();
      thread.join();
    }
    System.out.println("done");
    System.in.read();
  }
}
