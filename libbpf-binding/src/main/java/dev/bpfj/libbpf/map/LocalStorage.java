package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.util.Objects;
import java.util.Optional;

/**
 * Values attached to inodes, tasks, sockets or control groups, which disappear with their owner.
 * The key is a descriptor of the owner: an {@link OpenFile} of the file, process, socket or folder.
 * Entries cannot be iterated over.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 *
 * @param <V> the type of values
 */
public final class LocalStorage<V> implements MapKind {
  private final BpfMap map;
  private final TypedMap<Integer, V> entries;

  private LocalStorage(BpfMap map, MapCodec<V> values) {
    this.map = Objects.requireNonNull(map, "map");
    this.entries = TypedMap.of(map, MapCodecs.s32(), values);
  }

  /**
   * Gives a storage a type.
   *
   * @param map the map: an {@link MapType#INODE_STORAGE}, {@link MapType#TASK_STORAGE}, {@link
   *     MapType#SK_STORAGE} or {@link MapType#CGRP_STORAGE}
   * @param values the codec of its values
   * @param <V> the type of values
   * @return the map with a type
   */
  public static <V> LocalStorage<V> of(BpfMap map, MapCodec<V> values) {
    return new LocalStorage<>(map, values);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * The value that goes with something ({@code bpf_map_lookup_elem}).
   *
   * @param owner what it goes with
   * @return the value, if there is one
   */
  public Optional<V> lookup(Descriptor owner) {
    return owner.use(entries::lookup);
  }

  /**
   * Gives something a value, whether it has one or not ({@code bpf_map_update_elem}).
   *
   * @param owner what it goes with
   * @param value the value
   */
  public void update(Descriptor owner, V value) {
    update(owner, value, MapFlags.ANY);
  }

  /**
   * Gives something a value ({@code bpf_map_update_elem}).
   *
   * @param owner what it goes with
   * @param value the value
   * @param flags {@link MapFlags#ANY}, {@link MapFlags#NOEXIST} or {@link MapFlags#EXIST}, with
   *     {@link MapFlags#LOCK} or not
   */
  public void update(Descriptor owner, V value, long flags) {
    owner.use(
        fd -> {
          entries.update(fd, value, flags);
          return null;
        });
  }

  /**
   * Takes the value away that goes with something ({@code bpf_map_delete_elem}).
   *
   * @param owner what it goes with
   * @return whether there was one
   */
  public boolean delete(Descriptor owner) {
    return owner.use(entries::delete);
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
