/**
 * Turns object files into skeletons on the disk: {@link dev.bpfj.maven.skeleton.SkeletonGeneration}
 * is the whole of it; {@link dev.bpfj.maven.skeleton.ObjectFinder} finds the objects, {@link
 * dev.bpfj.maven.skeleton.SkeletonNames} names the classes, {@link
 * dev.bpfj.maven.skeleton.SkeletonWriter} makes one skeleton. What a skeleton looks like is the
 * generator's business ({@code dev.bpfj.codegen}). Nothing here knows Maven.
 */
@NullMarked
package dev.bpfj.maven.skeleton;

import org.jspecify.annotations.NullMarked;
