package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import java.util.LinkedHashMap;
import java.util.Map;

/** A BPF object with a class made for it: the base of generated skeletons. */
public abstract class Skeleton implements AutoCloseable {
  private final BpfObject object;
  private final Map<String, BpfLink> links = new LinkedHashMap<>();

  /**
   * Makes the skeleton.
   *
   * @param object the opened object, which the skeleton owns
   */
  protected Skeleton(BpfObject object) {
    this.object = object;
  }

  /** Makes the maps and programs in the kernel. */
  public final void load() {
    object.load();
  }

  /** Attaches the programs. */
  public final void attach() {
    for (BpfProgram program : object.programs()) {
      links.put(program.name(), program.attach());
    }
  }

  /** Detaches what is attached and lets go of everything. May be called again. */
  @Override
  public final void close() {
    object.close();
  }
}
