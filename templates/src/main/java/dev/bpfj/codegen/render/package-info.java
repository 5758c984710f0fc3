/** Prints a model with Velocity. */
@NullMarked
package dev.bpfj.codegen.render;

import org.jspecify.annotations.NullMarked;
