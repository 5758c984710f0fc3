package com.example.runqslower;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Prints what libbpf says, however unimportant. */
final class EveryMessage extends Handler {
  EveryMessage() {
    setLevel(Level.ALL);
  }

  @Override
  public void publish(LogRecord message) {
    System.err.println(message.getMessage());
  }

  @Override
  public void flush() {
    System.err.flush();
  }

  @Override
  public void close() {}
}
