package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.internal.call.Native;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import org.testng.annotations.Test;

/**
 * Memories change while a reader looks at them: thousands, one after the other, which the reader
 * walks over at the same time. So the two meet many times a second, and each has a loop of its own,
 * into which the JIT inlines what is tested, and orders its loads and stores as it likes.
 */
public final class MemoryRaceTest {
  private static final int MEMORIES = 20_000;
  private static final int ROUNDS = 2_000;

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  private static final Refused NOT_YET = new Refused("not yet");
  private static final Refused FROZEN = new Refused("frozen");
  private static final Refused HIDDEN = new Refused("hidden");

  /** What a look at a memory gave. */
  private enum Seen {
    BYTES,
    NOT_YET,
    FROZEN,
    HIDDEN,
    ANOTHER_REASON;

    static Seen of(RuntimeException e) {
      if (e == MemoryRaceTest.NOT_YET) {
        return NOT_YET;
      } else if (e == MemoryRaceTest.FROZEN) {
        return FROZEN;
      }
      return e == MemoryRaceTest.HIDDEN ? HIDDEN : ANOTHER_REASON;
    }
  }

  /** A change of memories, and a look at them. */
  private abstract static class Race {
    final AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 64);
    private final Memory[] memories = new Memory[MEMORIES];
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final boolean[] seen = new boolean[Seen.values().length];

    void prepare(Memory memory) {
      memory.show(range);
    }

    abstract void change(Memory[] all);

    abstract void look(Memory[] all);

    final void saw(Seen what) {
      seen[what.ordinal()] = true;
    }

    final Set<Seen> run() throws Exception {
      Thread reader =
          new Thread(
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  await();
                  look(memories);
                  await();
                }
              });
      reader.start();
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < MEMORIES; i++) {
          memories[i] = new Memory();
          prepare(memories[i]);
        }
        await();
        change(memories);
        await();
      }
      reader.join();
      Set<Seen> all = EnumSet.allOf(Seen.class);
      all.removeIf(what -> !seen[what.ordinal()]);
      return all;
    }

    private void await() {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  public void whoIsNotToReadAnyMoreGetsTheReasonForThat() throws Exception {
    assertThat(new HideAndRead().run()).isNotEmpty().isSubsetOf(Seen.BYTES, Seen.HIDDEN);
  }

  private static final class HideAndRead extends Race {
    @Override
    void change(Memory[] all) {
      for (Memory memory : all) {
        memory.hide(() -> HIDDEN);
      }
    }

    @Override
    void look(Memory[] all) {
      for (Memory memory : all) {
        try {
          memory.forReading();
          saw(Seen.BYTES);
        } catch (RuntimeException e) {
          saw(Seen.of(e));
        }
      }
    }
  }

  @Test
  public void whoIsNotToWriteAnyMoreGetsTheReasonForThat() throws Exception {
    assertThat(new FreezeAndWrite().run()).isNotEmpty().isSubsetOf(Seen.BYTES, Seen.FROZEN);
  }

  private static final class FreezeAndWrite extends Race {
    @Override
    void change(Memory[] all) {
      for (Memory memory : all) {
        memory.showFrozen(range, () -> FROZEN);
      }
    }

    @Override
    void look(Memory[] all) {
      for (Memory memory : all) {
        try {
          memory.forWriting();
          saw(Seen.BYTES);
        } catch (RuntimeException e) {
          saw(Seen.of(e));
        }
      }
    }
  }

  /** As accessors do: by address, and only where there is none by buffer. */
  @Test
  public void whoFindsNoAddressGetsTheReasonForThat() throws Exception {
    assertThat(new HideAndAccess().run()).isNotEmpty().isSubsetOf(Seen.BYTES, Seen.HIDDEN);
  }

  private static final class HideAndAccess extends Race {
    @Override
    void change(Memory[] all) {
      for (Memory memory : all) {
        memory.hide(() -> HIDDEN);
      }
    }

    @Override
    void look(Memory[] all) {
      for (Memory memory : all) {
        try {
          if (memory.readAddress() == 0) {
            memory.forReading();
          }
          saw(Seen.BYTES);
        } catch (RuntimeException e) {
          saw(Seen.of(e));
        }
      }
    }
  }

  /** As the kernel's configuration: it has no values before load, and cannot be set after it. */
  @Test
  public void whatIsShownFrozenIsNeverToBeWritten() throws Exception {
    assertThat(new ShowFrozenAndWrite().run()).isNotEmpty().isSubsetOf(Seen.NOT_YET, Seen.FROZEN);
  }

  private static final class ShowFrozenAndWrite extends Race {
    @Override
    void prepare(Memory memory) {
      memory.hide(() -> NOT_YET);
    }

    @Override
    void change(Memory[] all) {
      for (Memory memory : all) {
        memory.showFrozen(range, () -> FROZEN);
      }
    }

    @Override
    void look(Memory[] all) {
      for (Memory memory : all) {
        try {
          memory.forWriting();
          saw(Seen.BYTES);
        } catch (RuntimeException e) {
          saw(Seen.of(e));
        }
      }
    }
  }

  @Test
  public void whatIsShownFrozenIsNeverRefusedToReadersForThat() throws Exception {
    assertThat(new ShowFrozenAndRead().run()).isNotEmpty().isSubsetOf(Seen.NOT_YET, Seen.BYTES);
  }

  private static final class ShowFrozenAndRead extends Race {
    @Override
    void prepare(Memory memory) {
      memory.hide(() -> NOT_YET);
    }

    @Override
    void change(Memory[] all) {
      for (Memory memory : all) {
        memory.showFrozen(range, () -> FROZEN);
      }
    }

    @Override
    void look(Memory[] all) {
      for (Memory memory : all) {
        try {
          memory.forReading();
          saw(Seen.BYTES);
        } catch (RuntimeException e) {
          saw(Seen.of(e));
        }
      }
    }
  }
}
