package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.skeleton.Skeleton;
import java.util.function.Consumer;

/** Loads skeletons that are set up first. */
public final class Loading {
  private Loading() {}

  /** Loads an open skeleton after something was done with it; if either fails it is closed. */
  public static <S extends Skeleton> S load(S skeleton, Consumer<S> before) {
    try {
      before.accept(skeleton);
      skeleton.load();
      return skeleton;
    } catch (RuntimeException | Error e) {
      skeleton.close();
      throw e;
    }
  }
}
