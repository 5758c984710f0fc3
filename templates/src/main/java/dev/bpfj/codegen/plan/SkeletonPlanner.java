package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;

/** Plans a whole skeleton. */
public final class SkeletonPlanner {
  private SkeletonPlanner() {}

  /**
   * Plans a skeleton.
   *
   * @param object the object
   * @param request what it is to be called
   * @return the model
   */
  public static SkeletonModel plan(BpfObjectFile object, SkeletonRequest request) {
    return new SkeletonModel(
        request.packageName(),
        JavaNames.pascalCase(request.objectName()) + "Skel",
        "\"" + request.objectName() + "\"",
        "\"" + request.objectName() + ".bpf.o\"",
        object.dataSections().stream()
            .filter(DataSection::mmapable)
            .map(SkeletonPlanner::section)
            .toList());
  }

  private static SectionModel section(DataSection section) {
    return new SectionModel(
        JavaNames.pascalCase(section.name()),
        JavaNames.camelCase(section.name()),
        "\"" + section.name() + "\"",
        section.variables().stream()
            .map(v -> new FieldModel(JavaNames.camelCase(v.name()), v.offset()))
            .toList());
  }
}
