package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.nio.charset.StandardCharsets;

/**
 * What the kernel says of a map ({@code struct bpf_map_info}). What an older kernel does not say is
 * 0.
 *
 * <p>Immutable, thread-safe.
 *
 * @param type its type
 * @param id its id, by which others can open it; never 0
 * @param keySize the size of a key in bytes
 * @param valueSize the size of a value in bytes, of one CPU's for per-CPU maps
 * @param maxEntries how many entries it can have, up to 2^32-1
 * @param mapFlags {@code BPF_F_*} of {@code linux/bpf.h}
 * @param name up to 15 characters
 * @param ifindex the network device that it was offloaded to, or 0
 * @param btfVmlinuxValueTypeId the type of a struct_ops map's value in the kernel's BTF, or 0
 * @param netnsDev the device number of the network namespace, for an offloaded map
 * @param netnsIno the inode number of the network namespace, for an offloaded map
 * @param btfId the BTF that describes keys and values, or 0
 * @param btfKeyTypeId the key's type in that BTF, or 0
 * @param btfValueTypeId the value's type in that BTF, or 0
 * @param btfVmlinuxId the BTF of the kernel or module that the struct_ops type is in, or 0
 * @param mapExtra what depends on the type, such as the number of hash functions of a Bloom filter
 */
public record MapInfo(
    MapType type,
    int id,
    int keySize,
    int valueSize,
    long maxEntries,
    int mapFlags,
    String name,
    int ifindex,
    int btfVmlinuxValueTypeId,
    long netnsDev,
    long netnsIno,
    int btfId,
    int btfKeyTypeId,
    int btfValueTypeId,
    int btfVmlinuxId,
    long mapExtra) {

  // Up to and with map_extra; kernels that know more leave the rest out.
  private static final int SIZE = 88;
  private static final int NAME_LENGTH = 16;

  /**
   * Asks the kernel ({@code bpf_obj_get_info_by_fd}).
   *
   * @param subject the map, for messages
   * @param fd its file descriptor
   * @return what it says
   * @throws BpfException if the descriptor is no map's
   */
  static MapInfo of(Kernel kernel, String subject, int fd) {
    try (CallMemory callMemory = new CallMemory()) {
      long info = callMemory.allocate(SIZE);
      long length = callMemory.allocate(Integer.BYTES);
      NativeMemory.get().putInt(length, SIZE);
      LibbpfCall.number(
          "bpf_obj_get_info_by_fd",
          subject,
          () -> kernel.bpf().bpf_obj_get_info_by_fd(fd, info, length));
      return read(info);
    }
  }

  private static MapInfo read(long info) {
    NativeMemory memory = NativeMemory.get();
    return new MapInfo(
        new MapType(memory.getInt(info)),
        memory.getInt(info + 4),
        memory.getInt(info + 8),
        memory.getInt(info + 12),
        Integer.toUnsignedLong(memory.getInt(info + 16)),
        memory.getInt(info + 20),
        text(memory, info + 24),
        memory.getInt(info + 40),
        memory.getInt(info + 44),
        memory.getLong(info + 48),
        memory.getLong(info + 56),
        memory.getInt(info + 64),
        memory.getInt(info + 68),
        memory.getInt(info + 72),
        memory.getInt(info + 76),
        memory.getLong(info + 80));
  }

  private static String text(NativeMemory memory, long address) {
    byte[] bytes = new byte[NAME_LENGTH];
    memory.getByteArray(address, bytes, 0, NAME_LENGTH);
    int length = 0;
    while (length < NAME_LENGTH && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
