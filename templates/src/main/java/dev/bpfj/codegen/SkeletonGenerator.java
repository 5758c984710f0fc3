package dev.bpfj.codegen;

import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.model.SkeletonModel.ResourceModel;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.plan.Notebook;
import dev.bpfj.codegen.plan.SkeletonPlanner;
import dev.bpfj.codegen.plan.TargetDifferences;
import dev.bpfj.codegen.plan.WantedTypes;
import dev.bpfj.codegen.render.SkeletonRenderer;
import dev.bpfj.object.BpfObjectFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Generates the sources of skeletons. A thread of its own reads the templates when it is created;
 * what is wrong with one of them, the first generation throws. Thread-safe.
 */
public final class SkeletonGenerator {
  private final CompletableFuture<SkeletonRenderer> renderer;

  /** Creates a generator. */
  public SkeletonGenerator() {
    this(Optional.empty());
  }

  /**
   * Creates a generator with templates of the user's.
   *
   * @param templates a folder; a file in it replaces the template of the same name
   */
  public SkeletonGenerator(Path templates) {
    this(Optional.of(templates));
  }

  /** Reads the templates in the background: the first object is read and planned meanwhile. */
  private SkeletonGenerator(Optional<Path> templates) {
    this.renderer =
        CompletableFuture.supplyAsync(
            () -> new SkeletonRenderer(templates), SkeletonGenerator::runInBackground);
  }

  private static void runInBackground(Runnable task) {
    Thread thread = new Thread(task, "bpf-templates");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Finds the types for which a skeleton gets classes although no variable or map uses them.
   *
   * @param object the object
   * @param types requested C types, as in {@link SkeletonRequest#types}
   * @return the BTF ids of those, of tagged types and of what pointers point to
   */
  public static List<Integer> wantedTypes(BpfObjectFile object, List<String> types) {
    return object.btf().map(btf -> new WantedTypes(object, btf).all(types)).orElse(List.of());
  }

  /**
   * Finds the requested types that an object does not have.
   *
   * @param object the object
   * @param types C types, as in {@link SkeletonRequest#types}
   * @return those that its skeleton would not have
   */
  public static List<String> missingTypes(BpfObjectFile object, List<String> types) {
    return object.btf().map(btf -> new WantedTypes(object, btf).missing(types)).orElse(types);
  }

  /**
   * Generates the sources of an object's skeleton.
   *
   * @param object the object
   * @param request what it is to be called, and to have
   * @return the sources, and notes about what is not as one might expect
   * @throws IllegalArgumentException if the requested package is none
   * @throws dev.bpfj.object.MalformedObjectException if the object's types are broken, or BTF does
   *     not have one that is tagged
   */
  public GeneratedSkeleton generate(BpfObjectFile object, SkeletonRequest request) {
    requireTagged(object);
    Notebook notes = new Notebook(object.name());
    return render(SkeletonPlanner.plan(object, request, notes), request, notes);
  }

  /**
   * Generates the sources of one skeleton for a program that was compiled for several
   * architectures.
   *
   * @param targets the program's objects, at least one, each of another target
   * @param request what the skeleton is to be called, and to have
   * @return the sources, and notes about what is not as one might expect of the first object
   * @throws TargetsDifferException if no class fits all of the objects, with what differs
   * @throws IllegalArgumentException if the requested package is none
   * @throws dev.bpfj.object.MalformedObjectException if an object's types are broken, or BTF does
   *     not have one that is tagged
   */
  public GeneratedSkeleton generate(List<TargetObject> targets, SkeletonRequest request) {
    List<ResourceModel> resources = targets.stream().map(SkeletonGenerator::resource).toList();
    TargetObject first = targets.get(0);
    Notebook notes = new Notebook(first.object().name());
    SkeletonModel model = plan(first.object(), request, resources, notes);
    TargetDifferences differences = new TargetDifferences(first.target(), model);
    for (TargetObject target : targets.subList(1, targets.size())) {
      Notebook unread = new Notebook(target.object().name());
      SkeletonModel other = plan(target.object(), request, resources, unread);
      differences.compare(target.target(), other);
    }
    if (!differences.all().isEmpty()) {
      throw new TargetsDifferException(request.objectName(), differences.all());
    }
    return render(model, request, notes);
  }

  private static ResourceModel resource(TargetObject target) {
    return new ResourceModel(
        JavaString.of(target.target()),
        JavadocText.code(target.target()),
        JavaString.of(target.resource()));
  }

  private static SkeletonModel plan(
      BpfObjectFile object,
      SkeletonRequest request,
      List<ResourceModel> resources,
      Notebook notes) {
    requireTagged(object);
    return SkeletonPlanner.plan(object, request, resources, notes);
  }

  private static void requireTagged(BpfObjectFile object) {
    object.btf().ifPresent(btf -> new WantedTypes(object, btf).requireTagged());
  }

  private GeneratedSkeleton render(SkeletonModel model, SkeletonRequest request, Notebook notes) {
    SourceFile source =
        new SourceFile(
            request.packageName(), model.className().toString(), renderer().render(model));
    return new GeneratedSkeleton(List.of(source), notes.notes());
  }

  private SkeletonRenderer renderer() {
    try {
      return renderer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException wrongTemplate) {
        throw wrongTemplate;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
