package dev.bpfj.codegen;

import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.plan.SkeletonPlanner;
import dev.bpfj.codegen.render.SkeletonRenderer;
import dev.bpfj.object.BpfObjectFile;
import java.util.List;

/** Makes a skeleton's sources. Safe for use by several threads. */
public final class SkeletonGenerator {
  private final SkeletonRenderer renderer = new SkeletonRenderer();

  /** Makes a generator. */
  public SkeletonGenerator() {}

  /**
   * Makes the sources of an object's skeleton.
   *
   * @param object the object
   * @param request what it is to be called
   * @return the source files
   */
  public List<SourceFile> generate(BpfObjectFile object, SkeletonRequest request) {
    SkeletonModel model = SkeletonPlanner.plan(object, request);
    return List.of(new SourceFile(model.packageName(), model.className(), renderer.render(model)));
  }
}
