package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Opens the objects of skeletons, which the generator has read and which are as much of the program
 * as its classes: nothing reads them before libbpf, so that a program starts sooner. {@link
 * BpfObject#open} has no public method for it.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedObjects {
  private static volatile @Nullable Opener opener;

  private EmbeddedObjects() {}

  /** Opens an object without reading it first. */
  public interface Opener {
    /**
     * Opens an object.
     *
     * @param elf the object file's content, which nobody changes any more
     * @param options how to
     * @return the object
     */
    BpfObject open(byte[] elf, OpenOptions options);
  }

  /**
   * Sets how objects are opened; {@link BpfObject} does when it is initialized.
   *
   * @param opener opens them
   */
  public static void setOpener(Opener opener) {
    EmbeddedObjects.opener = opener;
  }

  /**
   * Opens an object without reading it first.
   *
   * @param elf the object file's content, which nobody changes any more
   * @param options how to
   * @return the object
   */
  public static BpfObject open(byte[] elf, OpenOptions options) {
    Opener known = opener;
    return (known != null ? known : initialized()).open(elf, options);
  }

  private static Opener initialized() {
    try {
      MethodHandles.lookup().ensureInitialized(BpfObject.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    Opener known = opener;
    if (known == null) {
      throw new IllegalStateException("objects are opened by nobody");
    }
    return known;
  }
}
