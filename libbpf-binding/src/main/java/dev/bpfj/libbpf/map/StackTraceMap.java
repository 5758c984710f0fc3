package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stacks by the ids that {@code bpf_get_stackid} gives.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 */
public final class StackTraceMap implements MapKind {
  private static final int ADDRESS_SIZE = Long.BYTES;
  // struct bpf_stack_build_id: status, id, and offset or address
  private static final int BUILD_ID_SIZE = 32;
  private static final int ID = 4;
  private static final int ID_LENGTH = 20;
  private static final int OFFSET = 24;
  private static final int STATUS_EMPTY = 0;
  private static final int STATUS_VALID = 1;

  private final BpfMap map;
  private @Nullable TypedMap<Integer, List<StackFrame>> stacks;

  private StackTraceMap(BpfMap map) {
    this.map = Objects.requireNonNull(map, "map");
  }

  /**
   * Shows the stacks of a map.
   *
   * @param map the map, a {@link MapType#STACK_TRACE}
   * @return the map with a type
   */
  public static StackTraceMap of(BpfMap map) {
    return new StackTraceMap(map);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * A stack ({@code bpf_map_lookup_elem}).
   *
   * @param id what {@code bpf_get_stackid} gave, 0 or more
   * @return its frames, the innermost first, if there is one of that id
   */
  public Optional<List<StackFrame>> lookup(int id) {
    return stacks().lookup(id);
  }

  /**
   * Drops a stack ({@code bpf_map_delete_elem}).
   *
   * @param id what {@code bpf_get_stackid} gave
   * @return whether it was there
   */
  public boolean delete(int id) {
    return stacks().delete(id);
  }

  /**
   * The stacks' ids.
   *
   * @return those that are there now
   */
  public List<Integer> ids() {
    return KeyWalk.keys(stacks());
  }

  /** Drops all stacks, but for those that come while it does. */
  public void clear() {
    ids().forEach(this::delete);
  }

  private TypedMap<Integer, List<StackFrame>> stacks() {
    TypedMap<Integer, List<StackFrame>> known = stacks;
    if (known == null) {
      boolean inFiles = (map.kernelMap().info().mapFlags() & MapFlags.STACK_BUILD_ID) != 0;
      known = TypedMap.of(map, MapCodecs.index(), new Codec(map.kernelMap().valueBytes(), inFiles));
      stacks = known;
    }
    return known;
  }

  private record Codec(int size, boolean inFiles) implements MapCodec<List<StackFrame>> {
    @Override
    public void put(ByteBuffer buffer, int offset, List<StackFrame> value) {
      throw new UnsupportedOperationException("stacks come from programs alone");
    }

    @Override
    public List<StackFrame> get(ByteBuffer buffer, int offset) {
      List<StackFrame> frames = new ArrayList<>();
      int step = inFiles ? BUILD_ID_SIZE : ADDRESS_SIZE;
      for (int at = 0; at + step <= size && isFrame(buffer, offset + at); at += step) {
        frames.add(frame(buffer, offset + at));
      }
      return List.copyOf(frames);
    }

    private boolean isFrame(ByteBuffer buffer, int at) {
      return inFiles ? buffer.getInt(at) != STATUS_EMPTY : buffer.getLong(at) != 0;
    }

    private StackFrame frame(ByteBuffer buffer, int at) {
      if (!inFiles) {
        return new StackFrame.Address(buffer.getLong(at));
      }
      long place = buffer.getLong(at + OFFSET);
      if (buffer.getInt(at) != STATUS_VALID) {
        return new StackFrame.Address(place);
      }
      byte[] id = new byte[ID_LENGTH];
      buffer.get(at + ID, id);
      return new StackFrame.InFile(HexFormat.of().formatHex(id), place);
    }
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
