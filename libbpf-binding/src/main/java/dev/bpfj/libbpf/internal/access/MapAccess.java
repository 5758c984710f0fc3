package dev.bpfj.libbpf.internal.access;

import dev.bpfj.libbpf.internal.call.Kernel;
import java.util.function.IntFunction;

/**
 * Operations on maps that are reserved for objects and ring buffers.
 *
 * <p>Thread-safe.
 *
 * @param <M> the class of maps
 * @param <O> the class of objects' maps
 */
public abstract class MapAccess<M, O extends M> {
  private static final Access<MapAccess<?, ?>> ACCESS = new Access<>();

  /** For the class of maps. */
  protected MapAccess() {}

  /** Makes the map of an object from libbpf's {@code struct bpf_map}. */
  public abstract O ofObject(MapOwner owner, long pointer);

  /** The object that a map belongs to. */
  public abstract MapOwner owner(O map);

  /** The {@code struct bpf_map}, to be used under the object's lock. */
  public abstract long pointer(O map);

  /** What the map's calls go to. */
  public abstract Kernel kernel(M map);

  /** Prepares a map for load, under the object's lock. */
  public abstract void beforeLoad(O map);

  /** What keeps the kernel from creating a map for an object, or an empty text. */
  public abstract String onCreation(O map);

  /**
   * Makes something from the map's descriptor that must not outlive the map or its object, which
   * closes it before itself, the last made first. Neither can be closed meanwhile.
   *
   * @param maker is given the descriptor, which stays the map's
   */
  public abstract <T extends AutoCloseable> T own(M map, IntFunction<T> maker);

  /** Takes back {@link #own}, for what was closed before the map. */
  public abstract void disown(M map, AutoCloseable resource);

  /** Sets the access, when the class of objects' maps is initialized. */
  public static void set(MapAccess<?, ?> access) {
    ACCESS.set(access);
  }

  /**
   * The access to maps.
   *
   * @param maps the class of maps
   * @param ofObjects the class of objects' maps
   * @return what that class has set
   */
  @SuppressWarnings("unchecked") // there is one class of maps, and it has set it
  public static <M, O extends M> MapAccess<M, O> of(Class<M> maps, Class<O> ofObjects) {
    return (MapAccess<M, O>) ACCESS.of(ofObjects);
  }
}
