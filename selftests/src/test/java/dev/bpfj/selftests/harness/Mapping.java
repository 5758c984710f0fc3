package dev.bpfj.selftests.harness;

import static dev.bpfj.libbpf.internal.raw.LibC.MAP_FAILED;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory mappings made by the system calls themselves, for what the binding has no word for. Before
 * each access the kernel is asked whether it is allowed: a wrong address fails the test, not the
 * JVM.
 *
 * @param address the first byte's address
 * @param length in bytes
 */
public record Mapping(long address, long length) implements AutoCloseable {
  /** The size of a page in bytes. */
  public static final long PAGE = Native.libc().sysconf(LibC.SC_PAGESIZE);

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** Maps a descriptor; gives the errno instead of a mapping if the kernel refuses. */
  public sealed interface Attempt {
    /** The mapping; a refusal fails the test. */
    default Mapping mapped() {
      if (this instanceof Done done) {
        return done.mapping();
      }
      throw new AssertionError("mmap: " + this);
    }

    /** The errno; a mapping fails the test, and is taken away. */
    default int refused() {
      if (this instanceof Refused refused) {
        return refused.errno();
      }
      mapped().close();
      throw new AssertionError("mmap did it, which it should not have");
    }
  }

  /** It worked. */
  public record Done(Mapping mapping) implements Attempt {}

  /** It did not. */
  public record Refused(int errno) implements Attempt {}

  /** Maps somewhere. */
  public static Attempt map(int fd, long length, int protection) {
    return map(0, length, protection, LibC.MAP_SHARED, fd, 0);
  }

  /** Maps with all that mmap has. */
  public static Attempt map(long at, long length, int protection, int flags, int fd, long offset) {
    long address = Native.libcSixArguments().mmap(at, length, protection, flags, fd, offset);
    return address == MAP_FAILED
        ? new Refused(Native.lastErrno())
        : new Done(new Mapping(address, length));
  }

  /** Changes what is allowed; gives 0 or the errno. */
  public int protect(int protection) {
    return Native.libc().mprotect(address, length, protection) == 0 ? 0 : Native.lastErrno();
  }

  /** A part of it, which may be unmapped on its own. */
  public Mapping part(long offset, long size) {
    return new Mapping(address + offset, size);
  }

  /** An 8-byte number. */
  public long get(long offset) {
    require(address + offset, 'r');
    return MEMORY.getLong(address + offset);
  }

  /** Sets an 8-byte number. */
  public void put(long offset, long value) {
    require(address + offset, 'w');
    MEMORY.putLong(address + offset, value);
  }

  private static void require(long at, char permission) {
    if (!permissions(at).contains(String.valueOf(permission))) {
      throw new AssertionError(
          "no access '" + permission + "' at 0x" + Long.toHexString(at) + ": " + permissions(at));
    }
  }

  /** What the kernel allows at an address, such as {@code rw-s}; empty if nothing is mapped. */
  static String permissions(long at) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String[] words = line.split("[- ]", 4);
        if (Long.compareUnsigned(Long.parseUnsignedLong(words[0], 16), at) <= 0
            && Long.compareUnsigned(at, Long.parseUnsignedLong(words[1], 16)) < 0) {
          return line.split(" ", 3)[1];
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the mapping away; gives 0 or the errno. */
  public int unmap() {
    return Native.libc().munmap(address, length) == 0 ? 0 : Native.lastErrno();
  }

  /** Takes the mapping away. What is not mapped any more stays so. */
  @Override
  public void close() {
    int errno = unmap();
    if (errno != 0) {
      throw new AssertionError("munmap: errno " + errno);
    }
  }
}
