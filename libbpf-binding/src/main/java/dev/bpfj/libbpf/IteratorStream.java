package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.EAGAIN;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.ErrorNumber;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an iterator writes, one walk of it. Thread-safe. */
final class IteratorStream extends InputStream {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final int ROOM = 8192;

  private final int fd;
  private final String subject;
  private final Lifetime lifetime;
  private final @Nullable BpfObject owner;

  private IteratorStream(@Nullable BpfObject owner, int fd, String subject) {
    this.owner = owner;
    this.fd = fd;
    this.subject = subject;
    this.lifetime = new Lifetime(subject, () -> Native.libc().close(fd));
  }

  /** Takes a descriptor over. */
  static IteratorStream of(@Nullable BpfObject owner, int fd, String subject) {
    IteratorStream stream = new IteratorStream(owner, fd, subject);
    if (owner != null) {
      try {
        owner.locked(
            () -> {
              owner.own(stream);
              return stream;
            });
      } catch (BpfClosedException e) {
        stream.close();
        throw e;
      }
    }
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    } else if (!lifetime.tryEnter()) {
      throw new IOException(subject + ": is closed");
    }
    try (CallMemory memory = new CallMemory()) {
      int room = Math.min(length, ROOM);
      long buffer = memory.allocate(room);
      int count = read(buffer, room);
      MEMORY.getByteArray(buffer, bytes, offset, Math.max(0, count));
      return count;
    } finally {
      lifetime.exit();
    }
  }

  private int read(long buffer, int room) throws IOException {
    while (true) {
      long count = Native.libc().read(fd, buffer, room);
      if (count >= 0) {
        return count == 0 ? -1 : (int) count;
      }
      int errno = Native.lastErrno();
      // EAGAIN: many steps of the walk without a word, and the kernel lets others run
      if (errno != EINTR && errno != EAGAIN) {
        throw new IOException(subject + ": read: " + ErrorNumber.describe(errno));
      }
    }
  }

  @Override
  public void close() {
    BpfObject object = owner;
    if (lifetime.close() && object != null) {
      object.alone(() -> object.disown(this));
    }
  }

  @Override
  public String toString() {
    return subject;
  }
}
