/**
 * Programs in the kernel, whoever loaded them: their types, what they are attached to, what the
 * kernel says of them.
 */
@NullMarked
package dev.bpfj.libbpf.program;

import org.jspecify.annotations.NullMarked;
