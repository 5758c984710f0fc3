package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Jffi;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to open an object: {@code struct bpf_object_open_opts}.
 *
 * <p>Immutable, thread-safe; each method with an argument returns a changed copy.
 *
 * @param objectName the object's name, which the names of its data maps begin with; empty for the
 *     one that it was compiled under
 * @param relaxedMaps whether unknown attributes of map definitions are ignored
 * @param pinRootPath the folder for maps that are pinned by name; empty for {@code /sys/fs/bpf}
 * @param kconfig lines like {@code CONFIG_HZ=250}, which go before the kernel's own configuration
 * @param btfCustomPath a file with the kernel's BTF for CO-RE relocations; empty for the kernel's
 *     own
 */
public record OpenOptions(
    Optional<String> objectName,
    boolean relaxedMaps,
    Optional<Path> pinRootPath,
    Optional<String> kconfig,
    Optional<Path> btfCustomPath) {

  private static final int SIZE = 80;

  /**
   * Nothing out of the ordinary.
   *
   * @return the options
   */
  public static OpenOptions defaults() {
    return new OpenOptions(
        Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Sets the object's name.
   *
   * @param name a C identifier; the kernel keeps its first 15 characters
   * @return changed options
   */
  public OpenOptions objectName(String name) {
    return new OpenOptions(Optional.of(name), relaxedMaps, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * Sets whether unknown attributes of map definitions are ignored.
   *
   * @param relaxed true to ignore them
   * @return changed options
   */
  public OpenOptions relaxedMaps(boolean relaxed) {
    return new OpenOptions(objectName, relaxed, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * Sets the folder for maps that are pinned by name.
   *
   * @param folder a folder of a BPF file system
   * @return changed options
   */
  public OpenOptions pinRootPath(Path folder) {
    return new OpenOptions(objectName, relaxedMaps, Optional.of(folder), kconfig, btfCustomPath);
  }

  /**
   * Sets kernel configuration.
   *
   * @param lines lines like {@code CONFIG_HZ=250}
   * @return changed options
   */
  public OpenOptions kconfig(String lines) {
    return new OpenOptions(objectName, relaxedMaps, pinRootPath, Optional.of(lines), btfCustomPath);
  }

  /**
   * Names a file with the kernel's types.
   *
   * @param file an ELF or raw BTF file
   * @return changed options
   */
  public OpenOptions btfCustomPath(Path file) {
    return new OpenOptions(objectName, relaxedMaps, pinRootPath, kconfig, Optional.of(file));
  }

  /** Writes the C structure, as libbpf 1.0 has it, and gives its address. */
  long write(CallMemory callMemory) {
    MemoryIO memory = Jffi.memory();
    long address = callMemory.allocate(SIZE);
    memory.putLong(address, SIZE);
    memory.putLong(address + 8, callMemory.string(objectName));
    memory.putByte(address + 16, (byte) (relaxedMaps ? 1 : 0));
    memory.putLong(address + 24, callMemory.string(pinRootPath));
    memory.putLong(address + 40, callMemory.string(kconfig));
    memory.putLong(address + 48, callMemory.string(btfCustomPath));
    return address;
  }
}
