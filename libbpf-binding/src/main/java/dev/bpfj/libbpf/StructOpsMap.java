package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBUSY;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.access.Listeners;
import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.internal.attach.LastingAttachments;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapKind;
import dev.bpfj.libbpf.map.MapType;
import java.util.Objects;

/**
 * A struct_ops map: functions that the kernel calls, such as a congestion control. It is attached,
 * and has no entries to look at.
 *
 * <p>Thread-safe.
 */
public final class StructOpsMap implements MapKind {
  static final MapAccess<BpfMap, BpfObjectMap> MAPS =
      MapAccess.of(BpfMap.class, BpfObjectMap.class);

  private static final Advice ADVICE =
      Advice.onError(
          EBUSY,
          "a map of section .struct_ops is registered once; one of .struct_ops.link can be attached"
              + " again");

  private final BpfObjectMap map;

  private StructOpsMap(BpfObjectMap map) {
    this.map = Objects.requireNonNull(map, "map");
  }

  /**
   * Makes a map of type struct_ops attachable.
   *
   * @param map the map, a {@link MapType#STRUCT_OPS}
   * @return the map as what it is
   */
  public static StructOpsMap of(BpfObjectMap map) {
    return new StructOpsMap(map);
  }

  @Override
  public BpfObjectMap map() {
    return map;
  }

  /**
   * Registers the functions with the kernel ({@code bpf_map__attach_struct_ops}). A map of section
   * {@code .struct_ops} is registered once in its life, and the returned link can only be closed,
   * which happens at the latest when the JVM ends in an orderly way (a process that is killed
   * leaves it registered); one of {@code .struct_ops.link}, from libbpf 1.2 and Linux 6.4, has a
   * link in the kernel, and can be attached again when that is closed.
   *
   * @return the link; closing it unregisters the functions, and so does closing the object
   * @throws BpfException if the kernel refuses, or this is no struct_ops map; -EEXIST if another
   *     has the name, -EBUSY if the map was registered before
   * @throws IllegalStateException before load
   */
  public BpfLink attach() {
    return Listeners.isEmpty()
        ? attachWithoutListeners()
        : Notifications.attach(map.name(), "struct_ops", this::attachWithoutListeners);
  }

  private BpfLink attachWithoutListeners() {
    BpfObject object = object();
    long pointer = MAPS.pointer(map);
    return object.afterLoad(
        map.toString(),
        () ->
            BpfLink.ownedBy(
                object,
                LastingAttachments.attach(map.toString(), () -> register(pointer)),
                map.toString()));
  }

  private LinkHandle register(long pointer) {
    long link =
        LibbpfCall.pointer(
            object().kernel(),
            "bpf_map__attach_struct_ops",
            map.toString(),
            ADVICE,
            () -> libbpf().bpf_map__attach_struct_ops(pointer));
    // Without BPF_F_LINK libbpf puts the map's own descriptor in the link's place.
    boolean isMap = libbpf().bpf_link__fd(link) == libbpf().bpf_map__fd(pointer);
    return isMap
        ? new LinkHandle.Registration(object().kernel(), link)
        : new LinkHandle.OfLibbpf(object().kernel(), link, true);
  }

  void replaceIn(BpfLink link) {
    BpfObject object = object();
    object.afterLoad(
        map.toString(),
        () -> {
          link.update(object, MAPS.pointer(map));
          return null;
        });
  }

  private BpfObject object() {
    return BpfObject.of(MAPS.owner(map));
  }

  private LibBpf libbpf() {
    return object().kernel().libbpf();
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
