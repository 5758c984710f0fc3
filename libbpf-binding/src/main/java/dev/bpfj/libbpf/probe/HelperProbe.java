package dev.bpfj.libbpf.probe;

import static dev.bpfj.libbpf.internal.kernel.Errno.EOPNOTSUPP;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.raw.BpfSixArguments;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads a program that does nothing but call a helper, and reads what the verifier says of the
 * call. That it lacks arguments is what it may say of a helper that there is.
 */
final class HelperProbe {
  private static final NativeMemory MEMORY = NativeMemory.get();

  // struct bpf_insn
  private static final int CALL = 0x85;
  private static final int EXIT = 0x95;
  private static final int INSTRUCTION = 8;

  // struct bpf_prog_load_opts
  private static final int SIZE = 104;
  private static final int EXPECTED_ATTACH_TYPE = 12;
  private static final int FLAGS = 20;
  private static final int LOG_LEVEL = 88;
  private static final int LOG_SIZE = 92;
  private static final int LOG = 96;
  private static final int LOG_ROOM = 4096;
  private static final int SLEEPABLE = 1 << 4;

  /** Types that are loaded for something, without which there is no telling. */
  private static final Set<ProgramType> BY_BTF =
      Set.of(ProgramType.TRACING, ProgramType.EXT, ProgramType.LSM, ProgramType.STRUCT_OPS);

  /** Types that are not loaded without one of the attach types that they have. */
  private static final Map<ProgramType, Integer> ATTACH_TYPES =
      Map.of(
          ProgramType.CGROUP_SOCK_ADDR, 10, // BPF_CGROUP_INET4_CONNECT
          ProgramType.CGROUP_SOCKOPT, 21, // BPF_CGROUP_GETSOCKOPT
          ProgramType.LIRC_MODE2, 16, // BPF_LIRC_MODE2
          ProgramType.SK_LOOKUP, AttachType.SK_LOOKUP.number(),
          ProgramType.NETFILTER, AttachType.NETFILTER.number());

  private HelperProbe() {}

  /** 1 for yes, 0 for no, or -errno if it cannot be told. */
  static int ask(ProgramType type, Helper helper) {
    if (BY_BTF.contains(type)) {
      return -EOPNOTSUPP;
    }
    try (CallMemory memory = new CallMemory()) {
      long log = memory.allocate(LOG_ROOM);
      long opts = options(memory, type, log);
      long license = memory.string("GPL");
      long program = program(memory, helper);
      BpfSixArguments bpf = Native.bpfSixArguments();
      int fd =
          BlockedSignals.number(
              Native.KERNEL, () -> bpf.bpf_prog_load(type.number(), 0, license, program, 2, opts));
      if (fd >= 0) {
        Native.libc().close(fd);
        return 1;
      }
      String said = new String(MEMORY.getZeroTerminatedByteArray(log), StandardCharsets.UTF_8);
      // Without a word of the verifier's, it never came to look at the call.
      return said.isEmpty() ? (fd == -EPERM ? 0 : fd) : fromLog(said);
    }
  }

  private static int fromLog(String log) {
    boolean refused =
        Stream.of("invalid func ", "unknown func ", "program of this type cannot use helper ")
            .anyMatch(log::contains);
    return refused ? 0 : 1;
  }

  private static long program(CallMemory memory, Helper helper) {
    long program = memory.allocate(2L * INSTRUCTION);
    MEMORY.putByte(program, (byte) CALL);
    MEMORY.putInt(program + 4, helper.number());
    MEMORY.putByte(program + INSTRUCTION, (byte) EXIT);
    return program;
  }

  private static long options(CallMemory memory, ProgramType type, long log) {
    long opts = memory.allocate(SIZE);
    MEMORY.putLong(opts, SIZE);
    MEMORY.putInt(opts + EXPECTED_ATTACH_TYPE, ATTACH_TYPES.getOrDefault(type, 0));
    MEMORY.putInt(opts + FLAGS, type.equals(ProgramType.SYSCALL) ? SLEEPABLE : 0);
    MEMORY.putInt(opts + LOG_LEVEL, 1);
    MEMORY.putInt(opts + LOG_SIZE, LOG_ROOM);
    MEMORY.putLong(opts + LOG, log);
    return opts;
  }
}
