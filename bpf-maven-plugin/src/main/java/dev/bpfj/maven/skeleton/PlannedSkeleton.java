package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.skeleton.FoundProgram.TargetFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A skeleton to be made.
 *
 * @param objects the program's objects: one for all machines, or one for each target
 * @param name the object's name: the file's without {@code .bpf.o}
 * @param className the skeleton's class
 */
record PlannedSkeleton(List<TargetFile> objects, String name, String className) {

  /** The first object, which stands for all of them. */
  Path first() {
    return objects.get(0).file();
  }

  /** The name of the class path resource for an object. */
  String resource(TargetFile object) {
    String target = object.target().isEmpty() ? "" : "." + object.target();
    return name + target + ObjectFinder.SUFFIX;
  }

  /** The names of all resources that there may be. */
  List<String> resources() {
    return objects.stream().map(this::resource).toList();
  }
}
