package dev.bpfj.libbpf.memory;

import static dev.bpfj.libbpf.raw.LibC.MAP_ANONYMOUS;
import static dev.bpfj.libbpf.raw.LibC.MAP_FAILED;
import static dev.bpfj.libbpf.raw.LibC.MAP_NORESERVE;
import static dev.bpfj.libbpf.raw.LibC.MAP_PRIVATE;
import static dev.bpfj.libbpf.raw.LibC.MAP_SHARED;
import static dev.bpfj.libbpf.raw.LibC.MREMAP_FIXED;
import static dev.bpfj.libbpf.raw.LibC.MREMAP_MAYMOVE;
import static dev.bpfj.libbpf.raw.LibC.PROT_READ;
import static dev.bpfj.libbpf.raw.LibC.PROT_WRITE;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.BpfException;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.raw.LibC;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Addresses that stay mapped as long as Java can reach them, while the pages under them change:
 * zeros or an image first, a map's pages later, zeros again.
 *
 * <p>Pages are always moved in whole and over the old ones (mremap), never mapped in place: an mmap
 * with MAP_FIXED and a map's descriptor removes the old pages before the kernel asks the map, and a
 * map that refuses leaves a hole behind, in which the next access ends the JVM.
 *
 * <p>Changes are for one thread at a time; any number of threads may read and write meanwhile.
 */
public final class AddressRange {
  /**
   * How many bytes behind a range's own are mapped too, zeros of nobody's. So an access by address
   * that begins inside a range, and at most so many bytes further on, cannot hit a hole, and need
   * not be compared with the range's end.
   */
  public static final int REACH = 1 << 16;

  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");
  private static final Cleaner CLEANER = Cleaner.create();
  private static final long PAGE = Native.libc().sysconf(LibC.SC_PAGESIZE);

  private final String subject;
  private final long address;
  private final long length;
  private final ByteBuffer buffer;

  private AddressRange(String subject, long address, long length, int size) {
    this.subject = subject;
    this.address = address;
    this.length = length;
    this.buffer =
        MemoryIO.getInstance().newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder());
    Regions.add(address, buffer);
    // Slices and duplicates refer to this buffer, so it is the last one to go.
    CLEANER.register(
        buffer,
        () -> {
          Regions.remove(address);
          Native.libc().munmap(address, length + REACH);
        });
  }

  /**
   * Reserves addresses, with zeros under them.
   *
   * @param subject what they are for, for messages
   * @param size in bytes, up to 2 GiB
   * @return the range
   * @throws BpfException if there is no memory
   */
  public static AddressRange reserve(String subject, long size) {
    requireShowable(subject, size);
    long length = pages(size);
    long address = anonymous(subject, length + REACH);
    return new AddressRange(subject, address, length, (int) size);
  }

  /**
   * Maps a part of a file, from its first page at the offset on. Later {@link #showZeros} lets go
   * of it.
   *
   * @param subject what it is, for messages
   * @param fd the file's descriptor, which may be closed afterwards
   * @param offset in the file, a multiple of the page size
   * @param size in bytes, up to 2 GiB
   * @param writable false to map it for reading only: a write then ends the JVM, so only read-only
   *     buffers may be handed on
   * @return the range
   * @throws BpfException if the kernel refuses
   */
  public static AddressRange map(String subject, int fd, long offset, long size, boolean writable) {
    requireShowable(subject, size);
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    long pages = mmap(subject, pages(size), protection, MAP_SHARED, fd, offset);
    AddressRange range;
    try {
      range = reserve(subject, size);
    } catch (BpfException e) {
      Native.libc().munmap(pages, pages(size));
      throw e;
    }
    range.moveIn(pages);
    return range;
  }

  private static void requireShowable(String subject, long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          subject + ": more than a ByteBuffer can show: size=" + size + ", limit=2147483647");
    }
  }

  /**
   * The machine's page size ({@code sysconf(_SC_PAGESIZE)}).
   *
   * @return bytes, a power of two
   */
  public static int pageSize() {
    return (int) PAGE;
  }

  private static long pages(long size) {
    return Math.max(PAGE, (size + PAGE - 1) / PAGE * PAGE);
  }

  private static long anonymous(String subject, long length) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    return mmap(subject, length, PROT_READ | PROT_WRITE, flags, -1, 0);
  }

  private static long mmap(
      String subject, long length, int protection, int flags, int fd, long offset) {
    long address = Native.libcSixArguments().mmap(0, length, protection, flags, fd, offset);
    if (address == MAP_FAILED) {
      throw new BpfException("mmap", subject, Native.lastErrno(), "", List.of());
    }
    return address;
  }

  /**
   * Puts a map's pages under the addresses. On failure what was there stays.
   *
   * @param fd the map's file descriptor
   * @throws BpfException if the kernel does not map this map
   */
  public void showMap(int fd) {
    moveIn(mmap(subject, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  }

  /**
   * Puts a map's pages under the addresses, for reading only: a write then ends the JVM, so nobody
   * may have a writable buffer of this range.
   *
   * @param fd the map's file descriptor
   * @throws BpfException if the kernel does not map this map
   */
  public void showMapReadOnly(int fd) {
    moveIn(mmap(subject, length, PROT_READ, MAP_SHARED, fd, 0));
  }

  /**
   * Puts a file's first pages under a part of the addresses. On failure what was there stays.
   *
   * @param fd the file's descriptor, which may be closed afterwards
   * @param at where the part begins in the range, a multiple of the page size
   * @param size of the part in bytes, a multiple of the page size
   * @throws BpfException if the kernel refuses
   */
  public void show(int fd, long at, long size) {
    if (at < 0 || size < 0 || at + size > length) {
      throw new IllegalArgumentException(
          subject + ": not a part of the range: at=" + at + ", size=" + size);
    }
    moveIn(mmap(subject, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), at, size);
  }

  /**
   * Puts zeros under the addresses, and so lets go of a map. On failure what was there stays.
   *
   * @throws BpfException if there is no memory
   */
  public void showZeros() {
    moveIn(anonymous(subject, length));
  }

  /**
   * {@link #showZeros} for those who have more to close: if there is no memory for the zeros, what
   * is there stays mapped until nobody can reach it, and the log says so.
   */
  public void letGo() {
    try {
      showZeros();
    } catch (BpfException e) {
      LOGGER.log(Level.WARNING, subject + ": stays mapped until it is unreachable", e);
    }
  }

  private void moveIn(long pages) {
    moveIn(pages, 0, length);
  }

  private void moveIn(long pages, long at, long size) {
    int flags = MREMAP_MAYMOVE | MREMAP_FIXED;
    if (Native.libc().mremap(pages, size, size, flags, address + at) == MAP_FAILED) {
      int errno = Native.lastErrno();
      Native.libc().munmap(pages, size);
      throw new BpfException("mremap", subject, errno, "", List.of());
    }
  }

  /**
   * The range's bytes.
   *
   * @return a direct buffer of the machine's byte order
   */
  public ByteBuffer buffer() {
    return buffer;
  }

  /**
   * How many bytes there are, without the rest of the last page.
   *
   * @return the size asked for
   */
  public int size() {
    return buffer.limit();
  }

  /**
   * The first byte's address.
   *
   * @return an address, a multiple of the page size
   */
  public long address() {
    return address;
  }
}
