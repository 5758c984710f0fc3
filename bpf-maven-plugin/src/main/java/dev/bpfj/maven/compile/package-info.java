/**
 * Compiles BPF programs with clang: {@link dev.bpfj.maven.compile.BpfCompiler} finds the sources,
 * {@link dev.bpfj.maven.compile.ClangFinder} the compiler, {@link
 * dev.bpfj.maven.compile.BundledHeaders} provides the headers, {@link
 * dev.bpfj.maven.compile.ClangCommand} knows the options and {@link dev.bpfj.maven.compile.Depfile}
 * reads which headers were used, {@link dev.bpfj.maven.compile.ClangAdvice} explains the most
 * common errors. Independent of Maven and of the contents of objects.
 */
@NullMarked
package dev.bpfj.maven.compile;

import org.jspecify.annotations.NullMarked;
