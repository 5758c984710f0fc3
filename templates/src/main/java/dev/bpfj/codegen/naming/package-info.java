/**
 * Names and texts from an untrusted object become Java identifiers, string literals and Javadoc
 * here, and nowhere else.
 */
@NullMarked
package dev.bpfj.codegen.naming;

import org.jspecify.annotations.NullMarked;
