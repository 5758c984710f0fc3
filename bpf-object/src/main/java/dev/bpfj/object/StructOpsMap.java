package dev.bpfj.object;

/**
 * A variable of a {@code .struct_ops} or {@code .struct_ops.link} section: a table of programs that
 * the kernel calls, which libbpf turns into a map.
 *
 * @param name the variable's name in C, which is the map's name
 * @param type the BTF id of its struct
 * @param offset its place in the section, in bytes
 * @param link whether a link attaches it ({@code .struct_ops.link}), so that it can be detached
 * @param autocreate false if the section's name begins with {@code ?}: not created unless asked for
 */
public record StructOpsMap(String name, int type, long offset, boolean link, boolean autocreate) {}
