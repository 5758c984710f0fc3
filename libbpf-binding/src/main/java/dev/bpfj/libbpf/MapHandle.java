package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.MapSpec;

/**
 * A map by itself, with a descriptor of its own, which is closed with it: made anew, or found by
 * its id or where it is pinned. It lives on in the kernel as long as someone holds it.
 *
 * <p>Safe for use by several threads; one may close it while others use it.
 */
public final class MapHandle extends BpfMap implements AutoCloseable {
  private final HandleMap handle;

  private MapHandle(HandleMap handle) {
    super(handle);
    this.handle = handle;
  }

  /**
   * Makes a map ({@code bpf_map_create}).
   *
   * @param spec what it is made of
   * @return the map
   * @throws BpfException if the kernel refuses
   */
  public static MapHandle create(MapSpec spec) {
    return owning(spec.toString(), spec.create());
  }

  /**
   * Opens a map of the kernel's ({@code bpf_map_get_fd_by_id}), which only an administrator may.
   * Not to be done with a map of programs that nobody uses any more: the kernel may then keep it
   * for ever (seen with Linux 6.18).
   *
   * @param id its id
   * @return the map
   * @throws BpfException -ENOENT if there is none
   */
  public static MapHandle ofId(int id) {
    String subject = "map id " + Integer.toUnsignedString(id);
    return owning(
        subject,
        LibbpfCall.number(
            "bpf_map_get_fd_by_id", subject, () -> Native.bpf().bpf_map_get_fd_by_id(id)));
  }

  /**
   * Opens a pinned map ({@code bpf_obj_get}).
   *
   * @param path where it is pinned
   * @return the map
   * @throws BpfException -ENOENT if there is nothing
   * @throws IllegalArgumentException if it is no map
   */
  public static MapHandle ofPinned(String path) {
    try (Arena arena = new Arena()) {
      long text = arena.string(path);
      return owning(
          path, LibbpfCall.number("bpf_obj_get", path, () -> Native.bpf().bpf_obj_get(text)));
    }
  }

  private static MapHandle owning(String origin, int fd) {
    return new MapHandle(new HandleMap(origin, fd));
  }

  /**
   * Whether the map is closed.
   *
   * @return true from close on
   */
  public boolean isClosed() {
    return handle.isClosed();
  }

  /**
   * Lets go of the map; calls that are in flight end as if it had not been. May be called again.
   */
  @Override
  public void close() {
    handle.close();
  }
}
