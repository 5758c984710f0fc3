package dev.bpfj.corpus.compile;

import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.corpus.support.Parallel;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code bpftool gen skeleton} makes of the corpus. */
public final class Bpftool {
  private final Path directory;

  private Bpftool(Path directory) {
    this.directory = directory;
  }

  /** Asks bpftool about all objects, once for each version of them and of it. */
  public static Bpftool of(Cache cache, Clang clang, List<CorpusObject> objects) {
    Tool tool = new Tool("bpftool", "bpftool");
    Path bpftool = tool.lookUp().orElseGet(tool::find);
    String version = Command.of(bpftool, "version").runOrFail();
    String key = new Fingerprint().text(clang.fingerprint()).text(version).toString();
    return new Bpftool(
        cache.directory(
            "bpftool-" + key,
            filled -> Parallel.map(objects, object -> ask(bpftool, object, filled))));
  }

  private static boolean ask(Path bpftool, CorpusObject object, Path directory) {
    Command.Output output = Command.of(bpftool, "gen", "skeleton", object.file().toString()).run();
    try {
      if (output.ok()) {
        Files.writeString(header(directory, object), structOf(output.out()));
      } else {
        Files.writeString(refusal(directory, object), output.err());
      }
      return output.ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The rest of the header is functions, and the object's bytes as text.
  private static String structOf(String header) {
    int start = header.indexOf("\nstruct ");
    int end = header.indexOf("\n#ifdef __cplusplus", start);
    return header.substring(start + 1, end < 0 ? header.indexOf("\n};", start) : end) + "\n};\n";
  }

  /** Why bpftool refuses an object, empty if it does not. */
  public Optional<String> refusal(CorpusObject object) {
    return text(refusal(directory, object)).map(text -> text.strip().replaceAll("\\s*\n", "; "));
  }

  /** The struct that bpftool makes of an object, empty if it refuses. */
  public Optional<String> struct(CorpusObject object) {
    return text(header(directory, object));
  }

  private static Path refusal(Path directory, CorpusObject object) {
    return directory.resolve(object.name() + ".txt");
  }

  private static Path header(Path directory, CorpusObject object) {
    return directory.resolve(object.name() + ".skel.h");
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All refusals by object. */
  public Map<String, String> refusals(List<CorpusObject> objects) {
    Map<String, String> refusals = new LinkedHashMap<>();
    objects.forEach(object -> refusal(object).ifPresent(why -> refusals.put(object.name(), why)));
    return refusals;
  }
}
