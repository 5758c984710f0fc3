package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import org.jspecify.annotations.Nullable;

/**
 * How to open an object: {@code struct bpf_object_open_opts}. Immutable; each method gives a
 * changed copy.
 *
 * @param objectName the object's name, which the names of its data maps begin with; null for the
 *     one that it was compiled under
 * @param relaxedMaps whether unknown attributes of map definitions are ignored
 * @param pinRootPath the folder for maps that are pinned by name; null for {@code /sys/fs/bpf}
 * @param kconfig lines like {@code CONFIG_HZ=250}, which go before the kernel's own configuration
 * @param btfCustomPath a file with the kernel's BTF for CO-RE relocations; null for the kernel's
 *     own
 */
public record OpenOptions(
    @Nullable String objectName,
    boolean relaxedMaps,
    @Nullable String pinRootPath,
    @Nullable String kconfig,
    @Nullable String btfCustomPath) {

  private static final int SIZE = 80;

  /**
   * Nothing out of the ordinary.
   *
   * @return the options
   */
  public static OpenOptions defaults() {
    return new OpenOptions(null, false, null, null, null);
  }

  /**
   * Sets the object's name.
   *
   * @param name a C identifier; the kernel keeps its first 15 characters
   * @return changed options
   */
  public OpenOptions withObjectName(String name) {
    return new OpenOptions(name, relaxedMaps, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * Sets whether unknown attributes of map definitions are ignored.
   *
   * @param relaxed true to ignore them
   * @return changed options
   */
  public OpenOptions withRelaxedMaps(boolean relaxed) {
    return new OpenOptions(objectName, relaxed, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * Sets the folder for maps that are pinned by name.
   *
   * @param path a folder of a BPF file system
   * @return changed options
   */
  public OpenOptions withPinRootPath(String path) {
    return new OpenOptions(objectName, relaxedMaps, path, kconfig, btfCustomPath);
  }

  /**
   * Adds kernel configuration.
   *
   * @param lines lines like {@code CONFIG_HZ=250}
   * @return changed options
   */
  public OpenOptions withKconfig(String lines) {
    return new OpenOptions(objectName, relaxedMaps, pinRootPath, lines, btfCustomPath);
  }

  /**
   * Names a file with the kernel's types.
   *
   * @param path an ELF or raw BTF file
   * @return changed options
   */
  public OpenOptions withBtfCustomPath(String path) {
    return new OpenOptions(objectName, relaxedMaps, pinRootPath, kconfig, path);
  }

  /** Writes the C structure, as libbpf 1.0 has it, and gives its address. */
  long write(CallMemory callMemory) {
    MemoryIO memory = MemoryIO.getInstance();
    long address = callMemory.allocate(SIZE);
    memory.putLong(address, SIZE);
    memory.putLong(address + 8, string(callMemory, objectName));
    memory.putByte(address + 16, (byte) (relaxedMaps ? 1 : 0));
    memory.putLong(address + 24, string(callMemory, pinRootPath));
    memory.putLong(address + 40, string(callMemory, kconfig));
    memory.putLong(address + 48, string(callMemory, btfCustomPath));
    return address;
  }

  private static long string(CallMemory callMemory, @Nullable String text) {
    return text == null ? 0 : callMemory.string(text);
  }
}
