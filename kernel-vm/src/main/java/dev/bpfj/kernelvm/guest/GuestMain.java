package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.FrameWriter;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a plan's tests and tells the host. The guest's {@code /init} starts it. */
public final class GuestMain {
  private GuestMain() {}

  /**
   * Runs the tests and ends the JVM, whatever threads the tests have left running. The exit status
   * is 0 if the host was told everything, 1 otherwise.
   *
   * @param args the plan's file
   */
  public static void main(String[] args) {
    int status = 1;
    try {
      run(RunPlan.fromProperties(Files.readString(Path.of(args[0]))));
      status = 0;
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace(System.err);
    } finally {
      System.err.flush();
      Runtime.getRuntime().halt(status);
    }
  }

  private static void run(RunPlan plan) throws IOException {
    try (SerialPort port = new SerialPort(plan.results())) {
      FrameWriter host = new FrameWriter(port);
      host.hello(System.getProperty("os.version"), java());
      OutputCapture output = OutputCapture.install();
      Heartbeat.start(host, plan.hangSeconds(), Thread.currentThread());
      TestRun.run(plan, host, output);
      host.end();
    }
  }

  private static String java() {
    return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
  }
}
