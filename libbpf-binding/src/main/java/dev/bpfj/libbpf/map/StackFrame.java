package dev.bpfj.libbpf.map;

/**
 * A frame of a stack: where the code was that ran, or that called what ran.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface StackFrame {

  /**
   * A frame by its address: of the kernel, of a map without build ids, or where the kernel could
   * not find a build id.
   *
   * @param address the address in the memory of the kernel or the process
   */
  record Address(long address) implements StackFrame {

    /** Such as {@code 0xffffffff81000000}. */
    @Override
    public String toString() {
      return "0x" + Long.toHexString(address);
    }
  }

  /**
   * A frame by a place in a file, whatever address it was loaded at ({@code struct
   * bpf_stack_build_id}).
   *
   * @param buildId 40 hexadecimal digits: the file's note {@code NT_GNU_BUILD_ID}, with zeros at
   *     its end if it is shorter
   * @param offset the offset in the file, in bytes
   */
  record InFile(String buildId, long offset) implements StackFrame {

    /** Such as {@code 6dd5...+0x1139}. */
    @Override
    public String toString() {
      return buildId + "+0x" + Long.toHexString(offset);
    }
  }
}
