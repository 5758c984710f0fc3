package dev.bpfj.maven.inspect;

import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.plan.Notebook;
import dev.bpfj.codegen.plan.SkeletonPlanner;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.DataVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of an object's variables in its skeleton. */
final class JavaVariableNames {
  private final Map<String, String> names = new HashMap<>();

  private JavaVariableNames() {}

  static JavaVariableNames of(BpfObjectFile object) {
    JavaVariableNames names = new JavaVariableNames();
    // Neither the package nor the class has a say in the names of variables.
    SkeletonRequest request = new SkeletonRequest("", "object");
    SkeletonModel model = SkeletonPlanner.plan(object, request, new Notebook(object.name()));
    model.sections().forEach(names::add);
    return names;
  }

  private void add(SectionModel section) {
    section
        .fields()
        .forEach(
            field -> {
              PlaceModel place = field.place();
              names.put(key(section.section(), place.cName()), field.name().toString());
            });
  }

  private static String key(JavaString section, JavaString variable) {
    return section + " " + variable;
  }

  /** The name, empty if the skeleton does not have the variable. */
  Optional<String> of(DataSection section, DataVariable variable) {
    // What is too long for a constant of a class is in no skeleton.
    return JavaString.fits(variable.name())
        ? Optional.ofNullable(
            names.get(key(JavaString.of(section.name()), JavaString.of(variable.name()))))
        : Optional.empty();
  }
}
