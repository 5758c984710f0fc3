package dev.bpfj.corpus;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.SourceFile;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.plan.Notebook;
import dev.bpfj.codegen.plan.SkeletonPlanner;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.layout.Claims;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The skeletons of the corpus. */
final class Generation {
  private final SkeletonGenerator generator = new SkeletonGenerator();
  private final String packageName;
  private final Map<CorpusObject, Claims> claims = new LinkedHashMap<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final List<SourceFile> sources = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private Duration time = Duration.ZERO;

  private Generation(String packageName) {
    this.packageName = packageName;
  }

  /** Reads and generates all objects, one after the other. */
  static Generation of(List<CorpusObject> objects) {
    Generation generation = new Generation("corpus");
    for (CorpusObject object : objects) {
      try {
        generation.add(object, file -> Optional.of(List.of()));
      } catch (MalformedObjectException e) {
        generation.refusals.put(object.name(), e.getMessage());
      }
    }
    return generation;
  }

  /** The same with every type that has a name, whether a variable is of it or not. */
  static Generation ofTypes(Iterable<CorpusObject> objects) {
    Generation generation = new Generation("corpus.types");
    NamedTypes types = new NamedTypes();
    objects.forEach(object -> generation.add(object, types::next));
    return generation;
  }

  /** Says which types a skeleton is to have besides its variables'; empty for no skeleton. */
  private interface Wish extends Function<BpfObjectFile, Optional<List<String>>> {}

  private void add(CorpusObject object, Wish wish) {
    String name = object.name();
    byte[] content = read(object);
    long start = System.nanoTime();
    BpfObjectFile file = BpfObjectFile.parse(name + ".bpf.o", content);
    Optional<List<String>> types = wish.apply(file);
    if (types.isPresent()) {
      SkeletonRequest request =
          new SkeletonRequest(packageName, JavaNames.skeletonClass(name), name, types.get());
      GeneratedSkeleton skeleton = generator.generate(file, request);
      time = time.plusNanos(System.nanoTime() - start);
      add(skeleton);
      SkeletonModel model = SkeletonPlanner.plan(file, request, new Notebook(name));
      claims.put(object, Claims.of(model));
    }
  }

  private void add(GeneratedSkeleton skeleton) {
    sources.addAll(skeleton.sources());
    skeleton.notes().stream()
        .filter(note -> note.kind() != Note.Kind.RENAMED)
        .forEach(note -> leftOut.add(note.message()));
  }

  private static byte[] read(CorpusObject object) {
    try {
      return Files.readAllBytes(object.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is believed of the objects that have a skeleton. */
  Map<CorpusObject, Claims> claims() {
    return claims;
  }

  /** How many fields, constants or the like are believed in. */
  int count(ToIntFunction<Claims> what) {
    return claims.values().stream().mapToInt(what).sum();
  }

  /** Why the others have none. */
  Map<String, String> refusals() {
    return refusals;
  }

  /** What the skeletons do not have of their objects. */
  List<String> leftOut() {
    return leftOut;
  }

  /** The Java sources. */
  List<SourceFile> sources() {
    return sources;
  }

  /** How long it took to parse the objects and to make the sources. */
  Duration time() {
    return time;
  }
}
