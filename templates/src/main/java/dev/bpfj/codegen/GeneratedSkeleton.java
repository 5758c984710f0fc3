package dev.bpfj.codegen;

import java.util.List;

/**
 * The result of generating a skeleton.
 *
 * @param sources the Java sources
 * @param notes notes for the user, in the object's order
 */
public record GeneratedSkeleton(List<SourceFile> sources, List<Note> notes) {}
