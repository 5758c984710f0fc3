package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/**
 * Fails a test that leaves something behind: a file descriptor, a mapping of a BPF map, or a
 * program, map or link of ours in the kernel.
 */
public final class LeakListener implements IInvokedMethodListener {
  private static final String BEFORE = LeakListener.class.getName();
  // The kernel lets go of objects some time after their last user did; an emulated one on a busy
  // host takes seconds for it.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Duration patience;

  /** For TestNG, which finds the listener by its service file. */
  public LeakListener() {
    this(PATIENCE);
  }

  LeakListener(Duration patience) {
    this.patience = patience;
    openWhatTheJdkKeeps();
  }

  /** At its first close of a socket the JDK opens one of its own, for ever: not a test's leak. */
  private static void openWhatTheJdkKeeps() {
    try (DatagramSocket socket = new DatagramSocket(null);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.setReuseAddress(true);
      client.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeInvocation(IInvokedMethod method, ITestResult result) {
    if (method.isTestMethod()) {
      result.setAttribute(BEFORE, Leaks.now());
    }
  }

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    if (method.isTestMethod() && result.getAttribute(BEFORE) instanceof Leaks before) {
      List<String> leaks = before.since(patience);
      if (!leaks.isEmpty()) {
        fail(result, leaks);
      }
    }
  }

  private static void fail(ITestResult result, List<String> leaks) {
    Throwable failure =
        new AssertionError("the test leaves behind:\n  " + String.join("\n  ", leaks));
    if (result.getThrowable() != null) {
      failure.addSuppressed(result.getThrowable());
    }
    result.setStatus(ITestResult.FAILURE);
    result.setThrowable(failure);
  }
}
