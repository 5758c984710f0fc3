/**
 * The model that the templates print: records whose texts can all be printed without escaping.
 * Created by the planner.
 */
@NullMarked
package dev.bpfj.codegen.model;

import org.jspecify.annotations.NullMarked;
