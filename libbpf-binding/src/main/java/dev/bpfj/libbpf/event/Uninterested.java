package dev.bpfj.libbpf.event;

import java.util.function.Consumer;

/** Ignores outcomes, and is recognized by that. */
enum Uninterested implements Consumer<Object> {
  INSTANCE;

  @Override
  public void accept(Object outcome) {
    // It is told nothing.
  }
}
