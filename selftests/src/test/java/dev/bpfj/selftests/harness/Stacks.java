package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.map.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a stack map of build ids holds: {@code struct bpf_stack_build_id} one behind the other. */
public final class Stacks {
  private static final int VALID = 1; // BPF_STACK_BUILD_ID_VALID
  private static final int ADDRESS = 2; // BPF_STACK_BUILD_ID_IP
  private static final int ENTRY = 32;
  private static final int BUILD_ID = 4;
  private static final int BUILD_ID_SIZE = 20;
  private static final int OFFSET = 24;

  private Stacks() {}

  /** A map's keys, as numbers. */
  public static Set<Integer> keys(BpfMap map) {
    Set<Integer> keys = new HashSet<>();
    Optional<byte[]> key = map.entries().firstKey();
    while (key.isPresent()) {
      keys.add(ByteBuffer.wrap(key.get()).order(ByteOrder.nativeOrder()).getInt());
      key = map.entries().nextKey(key.get());
    }
    return keys;
  }

  /** A stack of a map. */
  public static byte[] of(BpfMap stacks, int key) {
    return stacks.entries().lookup(bytes(key)).orElseThrow();
  }

  /** Whether a frame of any stack lies in the program of a build id, at a known offset. */
  public static boolean name(BpfMap stacks, byte[] buildId) {
    return keys(stacks).stream().anyMatch(key -> names(of(stacks, key), buildId));
  }

  /**
   * Whether the kernel gave an address where there is a build id: the innermost frame of a system
   * call, which lies in a program or library.
   */
  public static boolean haveAddresses(BpfMap stacks, Set<Integer> keys) {
    return keys.stream()
        .map(key -> ByteBuffer.wrap(of(stacks, key)).order(ByteOrder.nativeOrder()).getInt())
        .anyMatch(status -> status == ADDRESS);
  }

  private static boolean names(byte[] stack, byte[] buildId) {
    ByteBuffer frames = ByteBuffer.wrap(stack).order(ByteOrder.nativeOrder());
    for (int at = 0; at < stack.length; at += ENTRY) {
      byte[] id = Arrays.copyOfRange(stack, at + BUILD_ID, at + BUILD_ID + BUILD_ID_SIZE);
      if (frames.getInt(at) == VALID
          && frames.getLong(at + OFFSET) != 0
          && Arrays.equals(id, buildId)) {
        return true;
      }
    }
    return false;
  }

  /** A key of 32 bits. */
  public static byte[] bytes(int key) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(key).array();
  }
}
