package dev.bpfj.libbpf;

import dev.bpfj.libbpf.map.KernelMap;
import dev.bpfj.libbpf.map.MapType;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/** A map that refuses most of what can be done to an object's map. */
abstract sealed class LimitedMap implements MapOrigin permits PatternMap, HandleMap {

  /** Why something cannot be done. */
  abstract IllegalStateException refusal();

  @Override
  public void set(String operation, LongToIntFunction setter) {
    throw refusal();
  }

  @Override
  public void setType(MapType type) {
    throw refusal();
  }

  @Override
  public void setMaxEntries(long maxEntries) {
    throw refusal();
  }

  @Override
  public void setMapExtra(long mapExtra) {
    throw refusal();
  }

  @Override
  public void reuse(int fd) {
    throw refusal();
  }

  @Override
  public void setValueSize(int size) {
    throw refusal();
  }

  @Override
  public Optional<BpfMap> innerMap() {
    return Optional.empty();
  }

  @Override
  public void setInnerMap(BpfMap pattern) {
    throw refusal();
  }

  @Override
  public boolean autoattach() {
    return false;
  }

  @Override
  public void setAutoattach(boolean autoattach) {
    throw refusal();
  }

  @Override
  public BpfLink attachStructOps() {
    throw refusal();
  }

  @Override
  public void replaceIn(BpfLink link) {
    throw refusal();
  }

  @Override
  public boolean isPinned() {
    return false;
  }

  @Override
  public void pin(@Nullable String path) {
    throw refusal();
  }

  @Override
  public void unpin(@Nullable String path) {
    throw refusal();
  }

  @Override
  public KernelMap kernelMap() {
    throw refusal();
  }

  @Override
  public <T> T withFd(IntFunction<T> action) {
    throw refusal();
  }

  @Override
  public <T extends AutoCloseable> T own(IntFunction<T> maker) {
    throw refusal();
  }

  @Override
  public void disown(AutoCloseable thing) {
    throw refusal();
  }
}
