package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.MapInfo;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What the maps in a map of maps are made of, as an object says. It can only be read: libbpf's
 * setters, of any version, take it for an object's map, and that is a SIGSEGV. libbpf frees it
 * while it loads, or when a map takes its place.
 */
final class PatternMap extends LimitedMap {
  private final BpfObject object;
  private final long outer;
  private final String name;
  private final String subject;

  PatternMap(BpfObject object, long outer, long pattern) {
    this.object = object;
    this.outer = outer;
    this.name = CStrings.text(Native.libbpf().bpf_map__name(pattern));
    this.subject = BpfMap.subject(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  IllegalStateException refusal() {
    return new IllegalStateException(
        subject
            + ": is only what other maps are made after, and cannot be changed;"
            + " set a map that is there as the pattern by setInnerMap");
  }

  @Override
  public <T> T get(LongFunction<T> ofStruct, Function<MapInfo, T> ofKernel) {
    return object.locked(() -> ofStruct.apply(pattern()));
  }

  /** Asked for anew each time, under the object's lock. */
  private long pattern() {
    long pattern = Native.libbpf().bpf_map__inner_map(outer);
    if (pattern == 0) {
      throw new IllegalStateException(subject + ": is gone; it was there until load()");
    }
    return pattern;
  }
}
