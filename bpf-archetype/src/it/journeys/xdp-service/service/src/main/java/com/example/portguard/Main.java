package com.example.portguard;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Xdp;
import java.io.IOException;

/** Guards a network device until it is told to end. */
public final class Main {
  private Main() {}

  /** Takes the device, the port of the endpoint, and the ports that are blocked from the start. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: portguard DEVICE HTTP-PORT [BLOCKED-PORT...]");
      System.exit(2);
    }
    System.exit(guard(args));
  }

  private static int guard(String[] args) throws InterruptedException {
    Interrupt interrupt = new Interrupt();
    try (PortguardSkel skel = PortguardSkel.openAndLoad()) {
      PortGuard guard = new PortGuard(skel);
      for (int i = 2; i < args.length; i++) {
        guard.block(Integer.parseInt(args[i]));
      }
      skel.progs().guard().attach(Xdp.on(args[0]));
      try (Endpoint endpoint = new Endpoint(guard, Integer.parseInt(args[1]))) {
        System.out.println("http://localhost:" + endpoint.port());
        interrupt.await();
      }
      skel.detach();
      guard.counters().forEach(System.out::println); // the last ones
      return 0;
    } catch (BpfException | IOException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }
}
