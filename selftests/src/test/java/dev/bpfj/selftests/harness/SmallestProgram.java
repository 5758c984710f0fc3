package dev.bpfj.selftests.harness;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;

/** A program that returns 0 and does nothing else. */
final class SmallestProgram {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  // struct bpf_insn
  private static final int INSTRUCTION = 8;
  private static final int SET_IMMEDIATE = 0xb7;
  private static final int EXIT = 0x95;

  // struct bpf_prog_load_opts
  private static final int SIZE = 104;
  private static final int EXPECTED_ATTACH_TYPE = 12;
  private static final int FLAGS = 20;
  private static final int ATTACH_BTF_ID = 32;
  private static final int LOG_LEVEL = 88;
  private static final int LOG_SIZE = 92;
  private static final int LOG = 96;
  private static final int LOG_ROOM = 4096;

  /** Not in the binding, which leaves targets to libbpf. */
  public interface Targets {
    /** The id of what a program of an attach type is attached to by name, or -errno. */
    int libbpf_find_vmlinux_btf_id(String name, int attachType);
  }

  private static final class OnDemand {
    static final Targets TARGETS =
        LibraryLoader.create(Targets.class).failImmediately().load(Libbpf.file());
  }

  private SmallestProgram() {}

  /** Loads it as of a kind, and lets go of it. */
  static KernelPolicy.Answer load(ProgramKind kind) {
    int target = 0;
    if (kind.hasTarget()) {
      target = OnDemand.TARGETS.libbpf_find_vmlinux_btf_id(kind.target(), kind.attachType());
      if (target < 0) {
        return new KernelPolicy.Answer(target, "");
      }
    }
    try (CallMemory memory = new CallMemory()) {
      long log = memory.allocate(LOG_ROOM);
      long opts = options(memory, kind, target, log);
      int result =
          Native.bpfSixArguments()
              .bpf_prog_load(kind.type(), 0, memory.string("GPL"), instructions(memory), 2, opts);
      if (result >= 0) {
        Native.libc().close(result);
      }
      String said = new String(MEMORY.getZeroTerminatedByteArray(log), StandardCharsets.UTF_8);
      return new KernelPolicy.Answer(result, said);
    }
  }

  private static long instructions(CallMemory memory) {
    long program = memory.allocate(2L * INSTRUCTION);
    MEMORY.putByte(program, (byte) SET_IMMEDIATE);
    MEMORY.putByte(program + INSTRUCTION, (byte) EXIT);
    return program;
  }

  private static long options(CallMemory memory, ProgramKind kind, int target, long log) {
    long opts = memory.allocate(SIZE);
    MEMORY.putLong(opts, SIZE);
    MEMORY.putInt(opts + EXPECTED_ATTACH_TYPE, kind.attachType());
    MEMORY.putInt(opts + FLAGS, kind.flags());
    MEMORY.putInt(opts + ATTACH_BTF_ID, target);
    MEMORY.putInt(opts + LOG_LEVEL, 1);
    MEMORY.putInt(opts + LOG_SIZE, LOG_ROOM);
    MEMORY.putLong(opts + LOG, log);
    return opts;
  }
}
