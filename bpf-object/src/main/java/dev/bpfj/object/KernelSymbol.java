package dev.bpfj.object;

/**
 * An extern that the kernel or one of its modules provides: {@code __ksym} in C.
 *
 * @param name its name in C
 * @param weak whether the object loads without it, its address then being 0
 * @param function whether it is a function, and not a variable
 * @param type the BTF id of the variable's type, 0 for {@code void}, or of the function's prototype
 */
public record KernelSymbol(String name, boolean weak, boolean function, int type) {}
