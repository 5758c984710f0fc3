package dev.bpfj.libbpf.internal.memory;

import static dev.bpfj.libbpf.internal.raw.LibC.MAP_ANONYMOUS;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_FAILED;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_FIXED_NOREPLACE;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_NORESERVE;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_PRIVATE;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_SHARED;
import static dev.bpfj.libbpf.internal.raw.LibC.MREMAP_FIXED;
import static dev.bpfj.libbpf.internal.raw.LibC.MREMAP_MAYMOVE;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_READ;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_WRITE;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Addresses that stay mapped as long as Java can reach them, while the pages under them change:
 * zeros or an image first, a map's pages later, zeros again.
 *
 * <p>Pages are always moved in whole and over the old ones (mremap), never mapped in place: an mmap
 * with MAP_FIXED and a map's descriptor removes the old pages before the kernel asks the map, and a
 * map that refuses leaves a hole behind, in which the next access ends the JVM. Nearly every move
 * that is refused leaves the old pages alone, but not every one: pages that do not let themselves
 * be moved, as those of an arena, are asked when the old ones are gone already. The hole is filled
 * with zeros at once; if that cannot be done, the part is {@link Mapping#lose lost} to this range.
 *
 * <p>Changes are for one thread at a time; any number of threads may read and write meanwhile.
 */
public final class AddressRange {
  /**
   * How far from a place inside a range an access by address may begin: by less than so many bytes.
   * What is behind a range's end is mapped so far, and by a page more for the width of the access;
   * those pages are zeros of no map. So an access needs no comparison with the range's end.
   */
  public static final int REACH = 1 << 16;

  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private static int knownPageSize; // 0 until the C library was asked

  private final Kernel kernel;
  private final String subject;
  private final long address;
  private final long length;
  private final Mapping mapping;
  private final ByteBuffer buffer;

  private AddressRange(Kernel kernel, String subject, Mapping mapping, long length, int size) {
    this.kernel = kernel;
    this.subject = subject;
    this.address = mapping.address();
    this.length = length;
    this.mapping = mapping;
    this.buffer =
        NativeMemory.get().newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder());
    // Slices and duplicates refer to this buffer, so it is the last one to go.
    mapping.unmapAfter(buffer);
  }

  /**
   * Reserves addresses, with zeros under them.
   *
   * @param kernel whose pages come under them
   * @param subject what they are for, for messages
   * @param size in bytes, less than 2 GiB
   * @return the range
   * @throws BpfException if there is no memory
   * @throws IllegalArgumentException if the size is negative or too large
   */
  public static AddressRange reserve(Kernel kernel, String subject, long size) {
    requireShowable(subject, size);
    long length = pages(size);
    long all = length + REACH + pageSize();
    Mapping mapping = new Mapping(kernel, anonymous(kernel, subject, all), all);
    try {
      return new AddressRange(kernel, subject, mapping, length, (int) size);
    } catch (RuntimeException | Error e) {
      mapping.unmapNow();
      throw e;
    }
  }

  /**
   * Maps a part of a file, from its first page at the offset on. Later {@link #showZeros} releases
   * it.
   *
   * @param kernel whose file it is
   * @param subject what it is, for messages
   * @param fd the file's descriptor, which may be closed afterwards
   * @param offset in the file, a multiple of the page size
   * @param size in bytes, less than 2 GiB
   * @param writable false to map it for reading only: a write then ends the JVM, so only read-only
   *     buffers may be handed on
   * @return the range
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the size is negative or too large, or the offset is
   *     negative or no multiple of the page size
   */
  public static AddressRange map(
      Kernel kernel, String subject, int fd, long offset, long size, boolean writable) {
    requireShowable(subject, size);
    if (offset < 0 || offset % pageSize() != 0) {
      throw new IllegalArgumentException(
          subject + ": no page begins there: offset=" + offset + ", pageSize=" + pageSize());
    }
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    AddressRange range = reserve(kernel, subject, size);
    range.moveIn(mmap(kernel, subject, range.length, protection, MAP_SHARED, fd, offset));
    return range;
  }

  private static void requireShowable(String subject, long size) {
    if (size < 0) {
      throw new IllegalArgumentException(subject + ": a negative size: size=" + size);
    }
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
    int known = knownPageSize;
    if (known == 0) {
      // Not in a static initializer: if the C library cannot be loaded now, it may be later on.
      known = NativeMemory.get().pageSize();
      knownPageSize = known;
    }
    return known;
  }

  static long pages(long size) {
    long page = pageSize();
    return Math.max(page, (size + page - 1) / page * page);
  }

  private static long anonymous(Kernel kernel, String subject, long length) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    return mmap(kernel, subject, length, PROT_READ | PROT_WRITE, flags, -1, 0);
  }

  private static long mmap(
      Kernel kernel, String subject, long length, int protection, int flags, int fd, long offset) {
    long address = kernel.libcSixArguments().mmap(0, length, protection, flags, fd, offset);
    if (address == MAP_FAILED) {
      throw LibbpfCall.failure("mmap", subject, kernel.lastErrno(), "", List.of());
    }
    return address;
  }

  /**
   * Puts a map's pages under the addresses. On failure what was there stays, or, if the kernel has
   * removed it already, zeros take its place.
   *
   * @param fd the map's file descriptor
   * @throws BpfException if the kernel does not map this map
   */
  public void showMap(int fd) {
    moveIn(mmap(kernel, subject, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  }

  /**
   * Puts a map's pages under the addresses, for reading only: a write then ends the JVM, so there
   * must be no writable buffer of this range.
   *
   * @param fd the map's file descriptor
   * @throws BpfException if the kernel does not map this map
   */
  public void showMapReadOnly(int fd) {
    moveIn(mmap(kernel, subject, length, PROT_READ, MAP_SHARED, fd, 0));
  }

  /**
   * Puts a file's first pages under a part of the addresses. On failure what was there stays, or,
   * if the kernel has removed it already, zeros take its place.
   *
   * @param fd the file's descriptor, which may be closed afterwards
   * @param at where the part begins in the range, a multiple of the page size
   * @param size of the part in bytes, a multiple of the page size
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the range has no such part
   */
  public void show(int fd, long at, long size) {
    int page = pageSize();
    boolean inside = at >= 0 && size > 0 && at <= length - size;
    if (!inside || at % page != 0 || size % page != 0) {
      throw new IllegalArgumentException(
          subject + ": not a part of the range: at=" + at + ", size=" + size);
    }
    moveIn(mmap(kernel, subject, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), at, size);
  }

  /**
   * Puts zeros under the addresses, which releases a map. On failure what was there stays as {@link
   * #showMap} says.
   *
   * @throws BpfException if there is no memory
   */
  public void showZeros() {
    moveIn(anonymous(kernel, subject, length));
  }

  /**
   * {@link #showZeros} for those who have more to close: if there is no memory for the zeros, what
   * is there stays mapped until it is unreachable, and a log line says so.
   */
  public void letGo() {
    try {
      showZeros();
    } catch (BpfException e) {
      String end = isLost() ? "this process ends" : "it is unreachable";
      LOGGER.log(Level.WARNING, subject + ": stays mapped until " + end, e);
    }
  }

  private void moveIn(long pages) {
    moveIn(pages, 0, length);
  }

  /**
   * Moves pages over those that are there. If the kernel refuses, it may have removed those before,
   * and zeros take their place. If the addresses are in use already, or the kernel refuses that
   * too, the part is lost: it is not this range's any more. It is taken for lost as well if the
   * pages are still there, since they cannot be told from another mapping's; this happens when the
   * process has as many mappings as the kernel allows, and costs it the addresses.
   */
  private void moveIn(long pages, long at, long size) {
    try {
      int errno = tryToMoveIn(pages, address + at, size);
      if (errno != 0) {
        kernel.libc().munmap(pages, size);
        throw LibbpfCall.failure("mremap", subject, errno, "", List.of());
      }
    } finally {
      Reference.reachabilityFence(buffer); // else the addresses may be unmapped meanwhile
    }
  }

  private int tryToMoveIn(long pages, long target, long size) {
    int lost = mapping.errnoOfLoss(target, size);
    if (lost != 0) {
      return lost;
    }
    int flags = MREMAP_MAYMOVE | MREMAP_FIXED;
    if (kernel.libc().mremap(pages, size, size, flags, target) != MAP_FAILED) {
      return 0;
    }
    int errno = kernel.lastErrno();
    if (!fill(target, size)) {
      mapping.lose(target, size, errno);
    }
    return errno;
  }

  /** Maps zeros where nothing is mapped; false if something is. */
  private boolean fill(long target, long size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    return kernel.libcSixArguments().mmap(target, size, PROT_READ | PROT_WRITE, flags, -1, 0)
        == target;
  }

  /**
   * Whether some of the addresses may be in use for something else, after a move that failed. They
   * are not to be accessed any more.
   *
   * @return true from then on
   */
  public boolean isLost() {
    return mapping.errnoOfLoss(address, length) != 0;
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
