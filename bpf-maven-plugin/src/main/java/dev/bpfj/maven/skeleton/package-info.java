/**
 * Generates the files of skeletons from object files: {@link
 * dev.bpfj.maven.skeleton.SkeletonGeneration} is the entry point; {@link
 * dev.bpfj.maven.skeleton.ObjectFinder} finds the objects, {@link
 * dev.bpfj.maven.skeleton.SkeletonNames} names the classes, {@link
 * dev.bpfj.maven.skeleton.SkeletonWriter} makes one skeleton. The generator ({@code
 * dev.bpfj.codegen}) decides what a skeleton looks like. Independent of Maven.
 */
@NullMarked
package dev.bpfj.maven.skeleton;

import org.jspecify.annotations.NullMarked;
