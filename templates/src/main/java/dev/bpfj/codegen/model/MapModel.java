package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;

/**
 * A map.
 *
 * @param name its method
 * @param cName its name in C, or the section that it holds
 * @param label the same as text
 * @param ofSection whether it holds a section of global data
 */
public record MapModel(
    JavaIdentifier name, JavaString cName, JavadocText label, boolean ofSection) {}
