package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.elf.BtfSection;
import dev.bpfj.object.io.FileBytes;
import dev.bpfj.object.io.Region;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds types: raw BTF, as {@code /sys/kernel/btf/vmlinux} is, or a 64-bit ELF file of
 * any machine with a {@code .BTF} section, such as a {@code vmlinux}, a kernel module, or a BPF
 * object. Only the required parts of a file are read, so that it may contain gigabytes of debugging
 * information.
 */
public final class BtfFile {
  private static final int MAGIC = 0xeb9f;

  private final Region section;

  private BtfFile(Region section) {
    this.section = section;
  }

  /**
   * Whether a file is uncompressed BTF or ELF.
   *
   * @param file an ordinary file
   * @return true if it begins as BTF or ELF does
   * @throws IOException if it cannot be read
   */
  public static boolean isPlain(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return order(bytes).isPresent() || BtfSection.isElf(bytes);
    }
  }

  /**
   * Finds the types of a file.
   *
   * @param file an ordinary file
   * @return the file's types, not yet decoded
   * @throws IOException if the file cannot be read
   * @throws MalformedObjectException if it is neither ELF nor BTF, or has no types
   */
  public static BtfFile read(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return of(bytes);
    }
  }

  /**
   * Finds the types of a file in memory.
   *
   * @param name its name, for messages
   * @param bytes its content; not to be changed afterwards
   * @return the file's types, not yet decoded
   * @throws MalformedObjectException if it is neither ELF nor BTF, or has no types
   */
  public static BtfFile parse(String name, byte[] bytes) {
    try (FileBytes all = FileBytes.of(name, bytes)) {
      return of(all);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }

  private static BtfFile of(FileBytes bytes) throws IOException {
    Optional<ByteOrder> order = order(bytes);
    return new BtfFile(order.isPresent() ? bytes.all("BTF", order.get()) : BtfSection.find(bytes));
  }

  /** The byte order of raw BTF. */
  private static Optional<ByteOrder> order(FileBytes bytes) throws IOException {
    if (bytes.size() < 2) {
      return Optional.empty();
    }
    int magic = bytes.part("start of the file", 0, 2, ByteOrder.LITTLE_ENDIAN).u16(0);
    return switch (magic) {
      case MAGIC -> Optional.of(ByteOrder.LITTLE_ENDIAN);
      case 0x9feb -> Optional.of(ByteOrder.BIG_ENDIAN);
      default -> Optional.empty();
    };
  }

  /**
   * The types.
   *
   * @return all of them
   * @throws MalformedObjectException if they are not sound, or are a module's
   */
  public Btf types() {
    return Btf.parse(section);
  }

  /**
   * The types of a kernel module, which refer to those of the kernel that it was built for.
   *
   * @param kernel the kernel's types
   * @return the types of both
   * @throws MalformedObjectException if they are not sound, or do not belong to this kernel
   */
  public Btf types(Btf kernel) {
    return Btf.parse(section, kernel);
  }

  /**
   * Whether these are the types of a kernel module, which can be used only together with the
   * kernel's types.
   *
   * @return true if this is split BTF
   */
  public boolean isModule() {
    return Btf.isSplit(section);
  }
}
