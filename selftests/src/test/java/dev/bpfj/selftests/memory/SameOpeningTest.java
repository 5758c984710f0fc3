package dev.bpfj.selftests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapSettings;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.MinimalSkel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.testng.annotations.Test;

/** What opening an object tells of it, without any kernel, is what libbpf tells. */
@Test(groups = "host")
public final class SameOpeningTest {

  public void everyObjectIsOpenedAsByLibbpf() throws IOException, URISyntaxException {
    Map<String, byte[]> objects = new TreeMap<>();
    URI place = MinimalSkel.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (place.getPath().endsWith(".jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
        collect(jar.getPath("/"), objects);
      }
    } else {
      collect(Path.of(place), objects);
    }
    assertThat(objects).hasSizeGreaterThan(20);
    SoftAssertions all = new SoftAssertions();
    objects.forEach(
        (name, elf) -> {
          Set<String> known = knownToLibbpf(elf);
          all.assertThat(description(elf, Side.IN_MEMORY, known))
              .as(name)
              .isEqualTo(description(elf, Side.KERNEL, known));
        });
    all.assertAll();
  }

  private static void collect(Path folder, Map<String, byte[]> objects) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".bpf.o"))
          .forEach(file -> objects.put(file.toString(), bytes(file)));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The programs whose sections the loaded libbpf knows. */
  private static Set<String> knownToLibbpf(byte[] elf) {
    try (BpfObject object = BpfObject.open(elf)) {
      return object.programs().stream()
          .filter(program -> program.type().number() != 0)
          .map(BpfProgram::name)
          .collect(Collectors.toSet());
    }
  }

  private static List<String> description(byte[] elf, Side side, Set<String> known) {
    try (BpfObject object = BpfObject.open(elf, side.options().objectName("some_object"))) {
      List<String> lines = new ArrayList<>();
      for (BpfProgram program : object.programs()) {
        lines.add(
            program.name()
                + " "
                + program.sectionName()
                + " "
                + types(program, known)
                + " "
                + program.settings().flags()
                + " "
                + program.settings().autoload()
                + " "
                + program.settings().autoattach());
      }
      for (BpfObjectMap map : object.maps()) {
        // With those of struct_ops nothing can be done in memory, and old libbpfs know not all.
        if (!map.type().equals(MapType.STRUCT_OPS)) {
          lines.add(description(map));
        }
      }
      return lines;
    }
  }

  /** What the section says, as far as the loaded libbpf knows it. */
  private static String types(BpfProgram program, Set<String> known) {
    if (!known.contains(program.name())) {
      return "";
    }
    // Of struct_ops it is the number of the function in the kernel's struct.
    boolean isStructOps = program.type().equals(ProgramType.STRUCT_OPS);
    return program.type() + (isStructOps ? "" : " " + program.settings().expectedAttachType());
  }

  private static String description(BpfObjectMap map) {
    MapSettings settings = map.settings();
    return String.join(
        " ",
        map.name(),
        settings.type().toString(),
        String.valueOf(settings.keySize()),
        String.valueOf(settings.valueSize()),
        String.valueOf(settings.maxEntries()),
        String.valueOf(settings.mapFlags()),
        String.valueOf(settings.mapExtra()),
        String.valueOf(settings.numaNode()),
        String.valueOf(settings.btfKeyTypeId()),
        String.valueOf(settings.btfValueTypeId()),
        String.valueOf(settings.autocreate()),
        String.valueOf(settings.pinPath()),
        String.valueOf(settings.innerMap()));
  }
}
