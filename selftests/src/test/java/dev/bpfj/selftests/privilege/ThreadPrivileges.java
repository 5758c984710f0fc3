package dev.bpfj.selftests.privilege;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import jnr.ffi.LibraryLoader;

/**
 * Threads with given capabilities and no others: capabilities and the user that files are opened as
 * are a thread's own to the kernel.
 */
final class ThreadPrivileges {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final int VERSION_3 = 0x20080522; // _LINUX_CAPABILITY_VERSION_3
  private static final int NOBODY = 65534;

  /** Of the C library. */
  public interface LibC {
    /** {@code sys/capability.h}. */
    int capset(ByteBuffer header, ByteBuffer data);

    /** {@code sys/fsuid.h}. */
    int setfsuid(int user);
  }

  /** What is done there. */
  interface Action {
    void run() throws Exception;
  }

  private ThreadPrivileges() {}

  /** Does something with given capabilities, and with the files of root or of nobody. */
  static void with(Set<Capability> capabilities, boolean hasRootsFiles, Action action)
      throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                drop(capabilities, hasRootsFiles);
                action.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "privileges");
    thread.start();
    thread.join();
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof Exception exception) {
      throw exception;
    }
  }

  private static void drop(Set<Capability> capabilities, boolean hasRootsFiles) {
    if (!hasRootsFiles) {
      LIBC.setfsuid(NOBODY);
    }
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    header.putInt(0, VERSION_3);
    long bits = capabilities.stream().mapToLong(capability -> 1L << capability.bit()).sum();
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    // effective, permitted and inheritable ones, the low halves before the high ones
    data.putInt(0, (int) bits).putInt(4, (int) bits);
    data.putInt(12, (int) (bits >>> 32)).putInt(16, (int) (bits >>> 32));
    if (LIBC.capset(header, data) < 0) {
      throw new AssertionError("capset");
    }
  }
}
