package dev.bpfj.maven.skeleton;

import java.nio.file.Path;

/**
 * A skeleton to be made.
 *
 * @param object the object file
 * @param name the object's name: the file's without {@code .bpf.o}
 * @param className the skeleton's class
 */
record PlannedSkeleton(Path object, String name, String className) {}
