package dev.bpfj.kernelvm;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/** The tests' class path, and behind it what runs them. */
final class GuestClassPath {
  private static final String TESTNG = "org/testng/TestNG.class";

  private GuestClassPath() {}

  static List<Path> of(List<Path> tests) {
    Set<Path> entries = new LinkedHashSet<>();
    tests.stream().map(Path::toAbsolutePath).filter(Files::exists).forEach(entries::add);
    if (entries.stream().noneMatch(GuestClassPath::hasTestng)) {
      throw new InvalidRequestException(
          "test class path: TestNG is not on it: entries="
              + entries.size()
              + ": add the dependency org.testng:testng in test scope");
    }
    entries.add(ourselves());
    return List.copyOf(entries);
  }

  private static boolean hasTestng(Path entry) {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(TESTNG));
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.getEntry(TESTNG) != null;
    } catch (IOException e) {
      throw new InvalidRequestException(entry + ": not a jar: " + e.getMessage());
    }
  }

  private static Path ourselves() {
    try {
      return Path.of(
          GuestClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new KernelTestException("the module's own jar cannot be found: " + e, e);
    }
  }
}
