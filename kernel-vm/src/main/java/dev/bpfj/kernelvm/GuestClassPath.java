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
  private static final List<String> RUNNERS =
      List.of("org/testng/TestNG.class", "org/junit/platform/launcher/Launcher.class");

  private GuestClassPath() {}

  static List<Path> of(List<Path> tests) {
    Set<Path> entries = new LinkedHashSet<>();
    tests.stream().map(Path::toAbsolutePath).filter(Files::exists).forEach(entries::add);
    if (entries.stream().noneMatch(GuestClassPath::hasRunner)) {
      throw new InvalidRequestException(
          "test class path: neither TestNG nor JUnit is on it: entries="
              + entries.size()
              + ": add the dependency org.testng:testng or org.junit.jupiter:junit-jupiter in test"
              + " scope");
    }
    entries.add(ourselves());
    return List.copyOf(entries);
  }

  private static boolean hasRunner(Path entry) {
    if (Files.isDirectory(entry)) {
      return RUNNERS.stream().anyMatch(name -> Files.exists(entry.resolve(name)));
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return RUNNERS.stream().anyMatch(name -> jar.getEntry(name) != null);
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
