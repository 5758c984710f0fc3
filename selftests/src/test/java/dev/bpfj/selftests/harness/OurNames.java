package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.MinimalSkel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names that the tests' programs and maps have in the kernel. */
final class OurNames {
  private static final int KERNEL_NAME = 15;
  private static final int OBJECT_PREFIX = 8;
  private static final String SUFFIX = ".bpf.o";

  private final Set<String> names = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  /** Reads the objects that the skeletons are made of. */
  OurNames() {
    try {
      URI object = MinimalSkel.class.getResource("minimal" + SUFFIX).toURI();
      if (object.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(object, Map.of())) {
          readAll(jar.provider().getPath(object).getParent());
        }
      } else {
        readAll(Path.of(object).getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        prefixes.add(name.substring(0, Math.min(OBJECT_PREFIX, name.length())) + ".");
        read(Files.readAllBytes(file));
      }
    }
  }

  private void read(byte[] elf) {
    try (BpfObject object = BpfObject.open(elf)) {
      object.programs().stream().map(BpfProgram::name).forEach(this::add);
      object.maps().stream().map(BpfMap::name).forEach(this::add);
    }
  }

  private void add(String name) {
    names.add(name.substring(0, Math.min(KERNEL_NAME, name.length())));
  }

  /** Whether an object has the name of one of ours; libbpf's names of data maps count. */
  boolean contains(KernelObject object) {
    return names.contains(object.name())
        || prefixes.stream().anyMatch(prefix -> object.name().startsWith(prefix));
  }
}
