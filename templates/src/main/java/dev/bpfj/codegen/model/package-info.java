/**
 * What the templates print: records whose every text is safe to print as it is. Made by the
 * planner.
 */
@NullMarked
package dev.bpfj.codegen.model;

import org.jspecify.annotations.NullMarked;
