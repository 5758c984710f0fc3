package dev.bpfj.selftests.harness;

import com.kenai.jffi.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import jnr.ffi.LibraryLoader;

/**
 * The tests' own native code, for probes to sit on. It lies where the sections of the BPF programs
 * say that it does.
 */
public final class NativeCode {
  private static final Path FOLDER = Path.of("/tmp/bpfj-selftests");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  /** The library of src/test/native/probed.c. */
  public static final String LIBRARY = install("libprobed.so").toString();

  /** It, loaded into this process. */
  public static final Probed PROBED =
      LibraryLoader.create(Probed.class).failImmediately().load(LIBRARY);

  /** Its functions. */
  public interface Probed {
    /** Adds 1. */
    int probed_by_offset(int value);

    /** Adds 2. */
    int probed_by_name(int value);

    /** Adds 3. */
    int probed_sleepable(int value);

    /** Passes a USDT probe, whose arguments are its own. */
    void probed_by_usdt(int first, long second);

    /** The counter that the kernel raises. */
    int probed_counter_now();
  }

  private NativeCode() {}

  /** The program of src/test/native/reader.c. */
  public static Path reader() {
    return install("reader");
  }

  /** The library of src/test/native/storm.c. */
  public static Path storm() {
    return install("libstorm.so");
  }

  private static Path install(String name) {
    try (InputStream in = NativeCode.class.getResourceAsStream("/native/" + name)) {
      Files.createDirectories(FOLDER);
      Path copy = Files.createTempFile(FOLDER, name, "");
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path installed = FOLDER.resolve(name);
      // Probes sit on a file, not on its name: another run of the tests that uses the one that is
      // there would find its own no more.
      if (Files.exists(installed) && Files.mismatch(copy, installed) < 0) {
        Files.delete(copy);
        return installed;
      }
      return Files.move(copy, installed, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a symbol of the loaded library lies in its file, in bytes. */
  public static long fileOffset(String symbol) {
    Library library = Library.openLibrary(LIBRARY, Library.LAZY | Library.LOCAL);
    long address = library.getSymbolAddress(symbol);
    try {
      for (String line : Files.readAllLines(MAPPINGS)) {
        String[] words = line.split("[ ]+"); // start-end rwxp offset device inode path
        String[] range = words[0].split("-");
        long start = Long.parseUnsignedLong(range[0], 16);
        long end = Long.parseUnsignedLong(range[1], 16);
        if (line.endsWith(LIBRARY) && start <= address && address < end) {
          return address - start + Long.parseLong(words[2], 16);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError(LIBRARY + ": no symbol of that name: " + symbol);
  }
}
