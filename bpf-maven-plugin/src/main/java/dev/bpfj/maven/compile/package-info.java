/**
 * Compiles BPF programs with clang: {@link dev.bpfj.maven.compile.BpfCompiler} finds the sources,
 * {@link dev.bpfj.maven.compile.ClangFinder} the compiler, {@link
 * dev.bpfj.maven.compile.BundledHeaders} has what programs include, {@link
 * dev.bpfj.maven.compile.ClangCommand} knows the options and {@link dev.bpfj.maven.compile.Depfile}
 * reads which headers were used, {@link dev.bpfj.maven.compile.ClangAdvice} says what mends the
 * commonest of clang's complaints. Nothing here knows Maven, or what is in an object.
 */
@NullMarked
package dev.bpfj.maven.compile;

import org.jspecify.annotations.NullMarked;
