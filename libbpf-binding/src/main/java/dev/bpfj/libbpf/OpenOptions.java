package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to open an object: {@code struct bpf_object_open_opts}.
 *
 * <p>Immutable, thread-safe; each method with an argument returns a changed copy.
 */
public final class OpenOptions {
  private static final int SIZE = 80;

  private static final OpenOptions DEFAULTS =
      new OpenOptions(Native.KERNEL, Optional.empty(), false, null, null, null);

  private final Kernel kernel;
  private final Optional<String> objectName;
  private final boolean relaxedMaps;
  private final @Nullable Path pinRootPath;
  private final @Nullable String kconfig;
  private final @Nullable Path btfCustomPath;

  private OpenOptions(
      Kernel kernel,
      Optional<String> objectName,
      boolean relaxedMaps,
      @Nullable Path pinRootPath,
      @Nullable String kconfig,
      @Nullable Path btfCustomPath) {
    this.kernel = kernel;
    this.objectName = objectName;
    this.relaxedMaps = relaxedMaps;
    this.pinRootPath = pinRootPath;
    this.kconfig = kconfig;
    this.btfCustomPath = btfCustomPath;
  }

  /**
   * Nothing out of the ordinary.
   *
   * @return the options
   */
  public static OpenOptions defaults() {
    return DEFAULTS;
  }

  /** What an object's calls go to. */
  Kernel kernel() {
    return kernel;
  }

  /** The same for an object of another kernel. */
  OpenOptions on(Kernel other) {
    return new OpenOptions(other, objectName, relaxedMaps, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * The object's name, which the names of its data maps begin with.
   *
   * @return the name; empty for the one that it was compiled under
   */
  public Optional<String> objectName() {
    return objectName;
  }

  /**
   * Sets the object's name.
   *
   * @param name a C identifier; the kernel keeps its first 15 characters
   * @return changed options
   */
  public OpenOptions objectName(String name) {
    return new OpenOptions(
        kernel, Optional.of(name), relaxedMaps, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * Whether unknown attributes of map definitions are ignored.
   *
   * @return true if they are
   */
  public boolean relaxedMaps() {
    return relaxedMaps;
  }

  /**
   * Sets whether unknown attributes of map definitions are ignored.
   *
   * @param relaxed true to ignore them
   * @return changed options
   */
  public OpenOptions relaxedMaps(boolean relaxed) {
    return new OpenOptions(kernel, objectName, relaxed, pinRootPath, kconfig, btfCustomPath);
  }

  /**
   * The folder for maps that are pinned by name.
   *
   * @return a folder; empty for {@code /sys/fs/bpf}
   */
  public Optional<Path> pinRootPath() {
    return Optional.ofNullable(pinRootPath);
  }

  /**
   * Sets the folder for maps that are pinned by name.
   *
   * @param folder a folder of a BPF file system
   * @return changed options
   */
  public OpenOptions pinRootPath(Path folder) {
    return new OpenOptions(kernel, objectName, relaxedMaps, folder, kconfig, btfCustomPath);
  }

  /**
   * Kernel configuration that goes before the kernel's own.
   *
   * @return lines like {@code CONFIG_HZ=250}
   */
  public Optional<String> kconfig() {
    return Optional.ofNullable(kconfig);
  }

  /**
   * Sets kernel configuration.
   *
   * @param lines lines like {@code CONFIG_HZ=250}
   * @return changed options
   */
  public OpenOptions kconfig(String lines) {
    return new OpenOptions(kernel, objectName, relaxedMaps, pinRootPath, lines, btfCustomPath);
  }

  /**
   * A file with the kernel's BTF for CO-RE relocations.
   *
   * @return an ELF or raw BTF file; empty for the kernel's own
   */
  public Optional<Path> btfCustomPath() {
    return Optional.ofNullable(btfCustomPath);
  }

  /**
   * Names a file with the kernel's types.
   *
   * @param file an ELF or raw BTF file
   * @return changed options
   */
  public OpenOptions btfCustomPath(Path file) {
    return new OpenOptions(kernel, objectName, relaxedMaps, pinRootPath, kconfig, file);
  }

  /** Writes the C structure, as libbpf 1.0 has it, and gives its address. */
  long write(CallMemory callMemory) {
    NativeMemory memory = NativeMemory.get();
    long address = callMemory.allocate(SIZE);
    memory.putLong(address, SIZE);
    memory.putLong(address + 8, callMemory.string(objectName));
    memory.putByte(address + 16, (byte) (relaxedMaps ? 1 : 0));
    memory.putLong(address + 24, callMemory.string(pinRootPath()));
    memory.putLong(address + 40, callMemory.string(kconfig()));
    memory.putLong(address + 48, callMemory.string(btfCustomPath()));
    return address;
  }
}
