package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.map.BpfObjectMap;
import java.util.Optional;

/**
 * A BPF object with a class made for it: the base of generated skeletons.
 *
 * <p>The order is open, set what the programs are to find, {@link #load}, {@link #attach}, exchange
 * values, {@link #close}. Thread-safe; what is called after close, from whichever thread, gives a
 * {@link dev.bpfj.libbpf.error.BpfClosedException}.
 */
public abstract class Skeleton implements AutoCloseable {
  private final BpfObject object;
  private final SkeletonLinks links;

  /**
   * Makes the skeleton.
   *
   * @param object the opened object, which the skeleton owns
   */
  protected Skeleton(BpfObject object) {
    this.object = object;
    this.links = new SkeletonLinks(object);
  }

  /**
   * Makes the maps and programs in the kernel.
   *
   * @throws BpfException if the kernel refuses; the skeleton can then only be closed
   * @throws VerifierRejectedException if it rejects a program
   * @throws IllegalStateException if it was loaded before, or loading was tried
   */
  public final void load() {
    object.load();
  }

  /**
   * Attaches the programs whose section says to what, in the object's order, then the struct_ops
   * maps, and sets their links. Skipped are programs with autoload or autoattach turned off, maps
   * with autocreate or autoattach turned off, what has its link set already, and programs that are
   * attached by {@link BpfProgram#attach(dev.bpfj.libbpf.hook.Hook)} only.
   *
   * @return what was attached, and what was not and why
   * @throws BpfException if a program or map cannot be attached; what this call had attached is
   *     then detached again
   * @throws IllegalStateException before load
   */
  public final AttachReport attach() {
    return links.attach();
  }

  /**
   * Detaches everything: closes the links that {@link #attach} made, those that the user set, and
   * those of programs that the user attached by hand. Names of pinned links stay. Attaching again
   * is possible afterwards.
   *
   * @throws BpfException if the kernel could not detach a program; all links are closed all the
   *     same
   */
  public final void detach() {
    links.detach();
  }

  /**
   * Detaches all links and releases maps, programs and memory. Other threads that are still using
   * the skeleton get an exception from then on. May be called again.
   */
  @Override
  public final void close() {
    links.close();
  }

  /**
   * The object behind the skeleton, for what the skeleton has no method for.
   *
   * @return the object, which the skeleton owns
   */
  public final BpfObject object() {
    return object;
  }

  /**
   * A map, for generated code.
   *
   * @param name its C name, or the name of a data section
   * @return the map
   * @throws UnsupportedFeatureException if libbpf does not know the map's section
   */
  protected final BpfObjectMap map(String name) {
    try {
      return object.map(name);
    } catch (IllegalArgumentException e) {
      UnsupportedFeatureException unsupported =
          new UnsupportedFeatureException(
              "bpf_object__find_map_by_name",
              "object \"" + object.name() + "\"",
              "map \"" + name + "\"",
              "a libbpf that knows its section",
              LibbpfVersion.text());
      unsupported.initCause(e);
      throw unsupported;
    }
  }

  /**
   * A program, for generated code.
   *
   * @param name its C name
   * @return the program
   */
  protected final BpfProgram program(String name) {
    return object.program(name);
  }

  /**
   * The link of a program, for generated code.
   *
   * @param program the program's C name
   * @return the link, if it is attached
   */
  protected final Optional<BpfLink> link(String program) {
    return links.get(program);
  }

  /**
   * Sets the link of a program, for generated code. The skeleton then owns it: detaching and
   * closing destroy it. A link that was set before is not destroyed.
   *
   * @param program the program's C name
   * @param link the link
   */
  protected final void link(String program, BpfLink link) {
    links.set(program, link);
  }
}
