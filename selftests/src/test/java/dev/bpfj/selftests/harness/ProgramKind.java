package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramSettings;
import dev.bpfj.libbpf.program.AttachType;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a kernel knows of a program besides its instructions.
 *
 * @param type the number of its type
 * @param attachType the number of its expected attach type
 * @param flags its load flags
 * @param target the function, tracepoint or iterator of the kernel that it is loaded for; empty for
 *     types that are loaded for none
 */
public record ProgramKind(int type, int attachType, int flags, String target) {
  private static final String ENDING = ".bpf.o";

  private static final int TRACING = 26;
  private static final int STRUCT_OPS = 27;
  private static final int EXT = 28;
  private static final int LSM = 29;

  /** Types that are loaded for a target of the kernel's. */
  private static final Set<Integer> WITH_TARGET = Set.of(TRACING, LSM);

  /** Types that are loaded for what no section names. */
  private static final Set<Integer> WITHOUT_NAME = Set.of(STRUCT_OPS, EXT);

  /** A kind that is loaded for no target. */
  public static ProgramKind of(int type, int attachType, int flags) {
    return new ProgramKind(type, attachType, flags, "");
  }

  /**
   * The kinds of the test programs that have a name.
   *
   * @param program the name
   * @param object where to look; all objects are searched if there is none of that name
   * @return none if it is not known what the program is loaded for
   */
  static List<ProgramKind> of(String program, Optional<String> object) {
    Map<String, byte[]> objects = Objects.ALL;
    String file = object.orElse("") + ENDING;
    List<ProgramKind> kinds = new ArrayList<>();
    for (byte[] elf : objects.containsKey(file) ? List.of(objects.get(file)) : objects.values()) {
      try (BpfObject opened = BpfObject.open(elf)) {
        opened.programs().stream()
            .filter(found -> found.name().equals(program))
            .forEach(found -> kinds.add(of(found)));
      }
    }
    return kinds.stream().anyMatch(kind -> !kind.isKnown()) ? List.of() : kinds;
  }

  private static ProgramKind of(BpfProgram program) {
    String section = program.sectionName();
    ProgramSettings settings = program.settings();
    String target =
        WITH_TARGET.contains(settings.type().number())
            ? section.substring(section.indexOf('/') + 1)
            : "";
    return new ProgramKind(
        settings.type().number(), settings.expectedAttachType().number(), settings.flags(), target);
  }

  private boolean isKnown() {
    return !WITHOUT_NAME.contains(type);
  }

  boolean hasTarget() {
    return !target.isEmpty();
  }

  @Override
  public String toString() {
    return "type="
        + new ProgramType(type)
        + (attachType == 0 ? "" : ", attach type=" + new AttachType(attachType))
        + (hasTarget() ? ", attach target=" + target : "");
  }

  private static final class Objects {
    static final Map<String, byte[]> ALL = read();

    // The skeletons' module is a jar or, in a build that does not package it, a folder.
    private static Map<String, byte[]> read() {
      try {
        URI place = MinimalSkel.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path root = Path.of(place);
        if (Files.isDirectory(root)) {
          return read(root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
          return read(jar.getPath("/"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
      Map<String, byte[]> objects = new TreeMap<>();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(found -> found.toString().endsWith(ENDING)).toList()) {
          objects.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
      return objects;
    }
  }
}
