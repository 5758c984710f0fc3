package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds programs and shared libraries among other files, since the guest also needs the libraries
 * that they depend on.
 */
final class ElfFiles {
  private static final int TYPE_OFFSET = 16;
  private static final int EXECUTABLE = 2;
  private static final int SHARED = 3;

  private ElfFiles() {}

  /** Those below a directory. */
  static List<Path> below(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).filter(ElfFiles::isLinked).sorted().toList();
    } catch (IOException e) {
      throw new KernelTestException(root + ": cannot be read: " + e, e);
    }
  }

  /**
   * Those that jffi unpacks from a jar at run time, unpacked.
   *
   * @param jar of the class path
   * @param directory jffi's directory for the architecture, in the jar
   * @param work where they go
   */
  static List<Path> inJar(Path jar, String directory, Path work) {
    List<Path> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith(directory) && entry.getName().endsWith(".so")) {
          Files.createDirectories(work);
          Path file = Files.createTempFile(work, "native", ".so");
          try (InputStream in = zip.getInputStream(entry)) {
            Files.write(file, in.readAllBytes());
          }
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new KernelTestException(jar + ": jar cannot be read: " + e, e);
    }
    return found;
  }

  // Linked ones: BPF objects and other .o files are ELF files too.
  private static boolean isLinked(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(TYPE_OFFSET + 2);
      if (head.length < TYPE_OFFSET + 2 || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L') {
        return false;
      }
      int type = head[TYPE_OFFSET] | head[TYPE_OFFSET + 1];
      return type == EXECUTABLE || type == SHARED;
    } catch (IOException e) {
      throw new KernelTestException(file + ": cannot be read: " + e, e);
    }
  }
}
