package dev.bpfj.object;

import java.util.List;

/**
 * A section of global data, which libbpf turns into an array map with one element.
 *
 * @param name the section's name, such as {@code .bss} or {@code .data.config}
 * @param kind what it holds
 * @param size its size in bytes, as libbpf gives it to the map
 * @param variables its visible variables, by offset; static and hidden ones are padding
 */
public record DataSection(String name, Kind kind, long size, List<DataVariable> variables) {

  /** What a section holds, and who may write it. */
  public enum Kind {
    /** {@code .data} and {@code .data.*}: initialised, writable. */
    DATA,
    /** {@code .rodata} and {@code .rodata.*}: constant once loaded. */
    RODATA,
    /** {@code .bss} and {@code .bss.*}: zero at first, writable. */
    BSS,
    /** {@code .kconfig}: the kernel's configuration, filled in by libbpf while loading. */
    KCONFIG
  }

  /**
   * Whether libbpf asks the kernel for a map that can be mapped into memory.
   *
   * @return true if there is a visible variable, as libbpf decides it
   */
  public boolean mmapable() {
    return !variables.isEmpty();
  }
}
