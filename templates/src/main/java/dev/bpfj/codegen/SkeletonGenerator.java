package dev.bpfj.codegen;

import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.plan.Notebook;
import dev.bpfj.codegen.plan.SkeletonPlanner;
import dev.bpfj.codegen.plan.WantedTypes;
import dev.bpfj.codegen.render.SkeletonRenderer;
import dev.bpfj.object.BpfObjectFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a skeleton's sources. Thread-safe. */
public final class SkeletonGenerator {
  private final SkeletonRenderer renderer;

  /** Makes a generator. */
  public SkeletonGenerator() {
    this.renderer = new SkeletonRenderer(Optional.empty());
  }

  /**
   * Makes a generator with templates of the user's.
   *
   * @param templates a folder; a file in it replaces the template of the same name
   */
  public SkeletonGenerator(Path templates) {
    this.renderer = new SkeletonRenderer(Optional.of(templates));
  }

  /**
   * Finds the types that an object's skeleton has though no variable and no map needs them.
   *
   * @param object the object
   * @param types C types that are asked for, as in {@link SkeletonRequest#types}
   * @return the BTF ids of those, of tagged types and of what pointers point to
   */
  public static List<Integer> wantedTypes(BpfObjectFile object, List<String> types) {
    return object.btf().map(btf -> new WantedTypes(object, btf).all(types)).orElse(List.of());
  }

  /**
   * Finds out which wanted types an object does not have.
   *
   * @param object the object
   * @param types C types, as in {@link SkeletonRequest#types}
   * @return those that its skeleton would not have
   */
  public static List<String> missingTypes(BpfObjectFile object, List<String> types) {
    return object.btf().map(btf -> new WantedTypes(object, btf).missing(types)).orElse(types);
  }

  /**
   * Makes the sources of an object's skeleton.
   *
   * @param object the object
   * @param request what it is to be called, and to have
   * @return the sources, and notes about what is not as one might expect
   * @throws IllegalArgumentException if the requested package is none
   * @throws dev.bpfj.object.MalformedObjectException if the object's types are broken, or BTF does
   *     not have one that is tagged
   */
  public GeneratedSkeleton generate(BpfObjectFile object, SkeletonRequest request) {
    object.btf().ifPresent(btf -> new WantedTypes(object, btf).requireTagged());
    Notebook notes = new Notebook(object.name());
    SkeletonModel model = SkeletonPlanner.plan(object, request, notes);
    SourceFile source =
        new SourceFile(request.packageName(), model.className().toString(), renderer.render(model));
    return new GeneratedSkeleton(List.of(source), notes.notes());
  }
}
