/**
 * The architectures that programs are compiled for: {@link dev.bpfj.maven.target.TargetArch} has
 * their names, their macros and their byte orders. Independent of Maven.
 */
@NullMarked
package dev.bpfj.maven.target;

import org.jspecify.annotations.NullMarked;
