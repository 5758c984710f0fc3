/** Decides what a skeleton has: from programs, maps, variables and types to the model. */
@NullMarked
package dev.bpfj.codegen.plan;

import org.jspecify.annotations.NullMarked;
