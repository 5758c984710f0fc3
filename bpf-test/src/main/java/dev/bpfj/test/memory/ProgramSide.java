package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.skeleton.StructCodec;
import dev.bpfj.libbpf.skeleton.StructView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/** A map as programs see it. */
final class ProgramSide<C extends MapContent> {
  private final BpfMap map;
  private final KernelFunctions kernel;
  private final Class<C> type;

  private ProgramSide(BpfMap map, KernelFunctions kernel, Class<C> type) {
    this.map = map;
    this.kernel = kernel;
    this.type = type;
  }

  /**
   * Looks at a map from the program's side.
   *
   * @param map the map
   * @param type its entries' class
   * @param what the type, for the message
   * @throws IllegalArgumentException if it is of another kernel or type
   */
  static <C extends MapContent> ProgramSide<C> of(BpfMap map, Class<C> type, String what) {
    if (!(MapAccess.of(BpfMap.class, BpfObjectMap.class).kernel(map)
        instanceof KernelFunctions kernel)) {
      throw new IllegalArgumentException(
          map + ": is in no kernel in memory; open its object with InMemoryKernel.options()");
    }
    if (!map.type().toString().equals(what)) {
      throw new IllegalArgumentException(
          map + ": is of another type: type=" + map.type() + ", expected=" + what);
    }
    return new ProgramSide<>(map, kernel, type);
  }

  /** Does something with the entries, alone, if the map is loaded and not closed. */
  <T> T call(Function<C, T> action) {
    return map.use(
        fd -> {
          synchronized (kernel.lock()) {
            KernelMap made = kernel.handles().get(fd, KernelMap.class, EINVAL);
            return action.apply(type.cast(made.content));
          }
        });
  }

  /** A struct's bytes. */
  static byte[] bytes(StructView struct) {
    StructCodec<StructView> codec = StructCodec.of(() -> struct);
    ByteBuffer buffer = ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder());
    codec.put(buffer, 0, struct);
    return buffer.array();
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
