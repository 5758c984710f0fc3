package dev.bpfj.benchmarks.turns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that waits for its turns. It connects to the loopback port that the environment
 * variable {@value #PORT} names once it is ready, and then answers each line that it receives with
 * a line that holds the time of an operation in nanoseconds, until the connection is closed.
 */
public final class RemoteContestant implements Contestant {
  /** The environment variable with the port to connect to. */
  public static final String PORT = "TURNS_PORT";

  private static final int READY_SECONDS = 300;
  private static final int TURN_MILLIS = 120_000;

  private final List<String> command;
  private final Process process;
  private final ServerSocket server;
  private final Socket socket;
  private final BufferedReader answers;

  private RemoteContestant(List<String> command, ServerSocket server) throws IOException {
    this.command = List.copyOf(command);
    this.server = server;
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(PORT, Integer.toString(server.getLocalPort()));
    process = builder.start();
    try {
      socket = accept();
      socket.setSoTimeout(TURN_MILLIS);
      answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    } catch (IOException e) {
      process.destroy();
      throw e;
    }
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param command the program and its arguments
   * @return it
   * @throws IOException if it ends before it is ready
   */
  public static RemoteContestant start(List<String> command) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try {
      return new RemoteContestant(command, server);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private Socket accept() throws IOException {
    server.setSoTimeout(1000); // milliseconds
    for (int i = 0; i < READY_SECONDS; i++) {
      try {
        return server.accept();
      } catch (SocketTimeoutException e) {
        if (!process.isAlive()) {
          throw new IOException(
              "ended before its first turn: status=" + process.exitValue() + ": " + command, e);
        }
      }
    }
    throw new IOException("not ready after " + READY_SECONDS + " s: " + command);
  }

  @Override
  public double turn() throws IOException {
    socket.getOutputStream().write('\n');
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("ended in the middle of its turns: " + command);
    }
    return Double.parseDouble(answer);
  }

  @Override
  public void close() throws IOException {
    try (server;
        socket) {
      socket.shutdownOutput();
    } finally {
      end();
    }
  }

  private void end() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
