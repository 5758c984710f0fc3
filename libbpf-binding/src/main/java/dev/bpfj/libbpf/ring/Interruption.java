package dev.bpfj.libbpf.ring;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * Runs an action when the thread inside of it is interrupted. It is a selector without channels,
 * because {@link Thread#interrupt} wakes selectors on platform and virtual threads alike, without a
 * JVM option.
 */
final class Interruption extends AbstractSelector {
  private final Runnable action;

  Interruption(Runnable action) {
    super(SelectorProvider.provider());
    this.action = action;
  }

  /** From here on an interrupt runs the action; at once if the thread is interrupted already. */
  void enter() {
    begin();
  }

  /** Interrupts are only interrupts again. Must follow {@link #enter}, in the same thread. */
  void leave() {
    end();
  }

  @Override
  public Selector wakeup() {
    action.run();
    return this;
  }

  @Override
  protected void implCloseSelector() {}

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    throw noSelector();
  }

  @Override
  public Set<SelectionKey> keys() {
    throw noSelector();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    throw noSelector();
  }

  @Override
  public int selectNow() {
    throw noSelector();
  }

  @Override
  public int select(long timeout) {
    throw noSelector();
  }

  @Override
  public int select() {
    throw noSelector();
  }

  private static UnsupportedOperationException noSelector() {
    return new UnsupportedOperationException("it has no channels");
  }
}
