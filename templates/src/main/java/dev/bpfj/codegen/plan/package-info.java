/**
 * Decides what a skeleton has: from programs, maps, variables and types to the model.
 *
 * <p>{@link dev.bpfj.codegen.plan.SkeletonPlanner} is the entry point. {@code TypeCatalog} finds
 * the types that become classes, {@code SectionPlanner}, {@code StructPlanner} and {@code
 * EnumPlanner} plan classes, {@code FieldPlanner} what is in them; {@code Notebook} collects what
 * is omitted or renamed. Knows BTF and Java; independent of templates and Maven.
 */
@NullMarked
package dev.bpfj.codegen.plan;

import org.jspecify.annotations.NullMarked;
