package dev.bpfj.libbpf.program;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.InfoCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What the kernel says of a program ({@code struct bpf_prog_info}). What an older kernel does not
 * say is 0.
 *
 * <p>Immutable, thread-safe.
 *
 * @param type its type
 * @param id its id, by which others can open it; never 0
 * @param name up to 15 characters
 * @param tag 16 hexadecimal digits that depend on its instructions alone
 * @param instructionBytes the size of its instructions as the verifier left them
 * @param nativeBytes the size of its machine code; 0 without a just-in-time compiler
 * @param loadedAt when it was loaded, counted from the machine's start
 * @param userId the user who loaded it
 * @param mapIds the ids of the maps that it uses
 * @param gplCompatible whether it may call what is for GPL-compatible programs only
 * @param ifindex the network device that it was loaded to, or 0
 * @param btfId the BTF that describes its functions, or 0
 * @param verifiedInstructions how many instructions the verifier looked at, Linux 5.16
 * @param attachBtfObjectId the BTF that has the function it is for, or 0, Linux 6.1
 * @param attachBtfId the type in that BTF of the function it is for, or 0, Linux 6.1
 * @param statistics how often it ran
 */
public record ProgramInfo(
    ProgramType type,
    int id,
    String name,
    String tag,
    int instructionBytes,
    int nativeBytes,
    Duration loadedAt,
    int userId,
    List<Integer> mapIds,
    boolean gplCompatible,
    int ifindex,
    int btfId,
    int verifiedInstructions,
    int attachBtfObjectId,
    int attachBtfId,
    Statistics statistics) {

  private static final int SIZE = 232;
  private static final int ID = 4;
  private static final int TAG = 8;
  private static final int TAG_SIZE = 8;
  private static final int NATIVE_LENGTH = 16;
  private static final int INSTRUCTION_LENGTH = 20;
  private static final int LOAD_TIME = 40;
  private static final int CREATED_BY = 48;
  private static final int MAP_COUNT = 52;
  private static final int MAP_IDS = 56;
  private static final int NAME = 64;
  private static final int NAME_SIZE = 16;
  private static final int IFINDEX = 80;
  private static final int GPL_COMPATIBLE = 84;
  private static final int BTF_ID = 128;
  private static final int RUN_TIME = 192;
  private static final int RUN_COUNT = 200;
  private static final int MISSES = 208;
  private static final int VERIFIED = 216;
  private static final int ATTACH_OBJECT = 220;
  private static final int ATTACH_ID = 224;

  /**
   * How often a program ran. The kernel counts only while someone has asked it to, as {@link
   * dev.bpfj.libbpf.RunStatistics} does.
   *
   * @param runs how often it ran
   * @param runTime how long that took in all
   * @param recursionMisses how often it did not run since it was running on that processor already,
   *     counted always, Linux 5.12
   */
  public record Statistics(long runs, Duration runTime, long recursionMisses) {}

  /**
   * Asks the kernel ({@code bpf_obj_get_info_by_fd}).
   *
   * @param subject the program, for messages
   * @param fd its file descriptor
   * @return what it says
   * @throws BpfException if the descriptor is no program's
   */
  public static ProgramInfo of(String subject, int fd) {
    try (CallMemory memory = new CallMemory()) {
      InfoCall info = new InfoCall(subject, fd, memory, SIZE);
      info.ask();
      return new ProgramInfo(
          new ProgramType(info.getInt(0)),
          info.getInt(ID),
          name(info),
          HexFormat.of().formatHex(info.getBytes(TAG, TAG_SIZE)),
          info.getInt(INSTRUCTION_LENGTH),
          info.getInt(NATIVE_LENGTH),
          Duration.ofNanos(info.getLong(LOAD_TIME)),
          info.getInt(CREATED_BY),
          mapIds(new InfoCall(subject, fd, memory, SIZE), info.getInt(MAP_COUNT)),
          isGplCompatible(info),
          info.getInt(IFINDEX),
          info.getInt(BTF_ID),
          info.getInt(VERIFIED),
          info.getInt(ATTACH_OBJECT),
          info.getInt(ATTACH_ID),
          statistics(info));
    }
  }

  private static Statistics statistics(InfoCall info) {
    return new Statistics(
        info.getLong(RUN_COUNT), Duration.ofNanos(info.getLong(RUN_TIME)), info.getLong(MISSES));
  }

  /** Maps do not come and go with a loaded program. */
  private static List<Integer> mapIds(InfoCall info, int count) {
    if (count == 0) {
      return List.of();
    }
    long ids = info.buffer(MAP_IDS, (long) Integer.BYTES * count);
    info.putInt(MAP_COUNT, count);
    info.ask();
    return InfoCall.ints(ids, count);
  }

  private static boolean isGplCompatible(InfoCall info) {
    // The first bit of a bitfield: it is the lowest or the highest of the word, as the machine is.
    return info.getInt(GPL_COMPATIBLE) != 0;
  }

  private static String name(InfoCall info) {
    String padded = new String(info.getBytes(NAME, NAME_SIZE), StandardCharsets.UTF_8);
    int end = padded.indexOf('\0');
    return end < 0 ? padded : padded.substring(0, end);
  }
}
