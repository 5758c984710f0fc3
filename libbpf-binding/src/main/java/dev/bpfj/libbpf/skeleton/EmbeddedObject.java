package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.call.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object file that travels as a class path resource beside the skeleton made of it.
 *
 * <p>Immutable, thread-safe.
 *
 * @param owner the skeleton's class
 * @param name the object's name for libbpf
 * @param resource the resource's name, relative to the class
 * @param opener opens a resource of the class, or gives null if there is none: {@code
 *     Skel.class::getResourceAsStream}, called in the skeleton's name, since a module's resources
 *     are visible to its own code alone
 */
public record EmbeddedObject(
    Class<?> owner,
    String name,
    String resource,
    Function<String, ? extends @Nullable InputStream> opener) {

  /**
   * The object file's content.
   *
   * @return a new copy
   */
  public byte[] bytes() {
    try (InputStream in = opener.apply(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            owner.getName()
                + ": its object file is not beside it: resource="
                + resource
                + "; bpf:skeleton puts it there");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens the object, and closes it again if no skeleton can be made of it.
   *
   * @param options how to; without a name in them the object gets its own
   * @param skeleton makes the skeleton of the opened object
   * @param <T> the skeleton's type
   * @return the skeleton
   * @throws IllegalStateException if the class was made of another object file
   * @throws IllegalArgumentException if no skeleton was made
   */
  public <T> T open(OpenOptions options, Function<BpfObject, T> skeleton) {
    BpfObject object =
        ObjectAccess.of(BpfObject.class, OpenOptions.class)
            .openUnread(
                bytes(), options.objectName().isEmpty() ? options.objectName(name) : options);
    T opened;
    try {
      opened = skeleton.apply(object);
    } catch (IllegalArgumentException e) {
      object.close();
      throw new IllegalStateException(
          owner.getName()
              + ": was made of another object file: resource="
              + resource
              + ", "
              + e.getMessage()
              + "; run bpf:skeleton again",
          e);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
    if (opened == null) {
      object.close(); // nobody else has it
    }
    return Arguments.made(owner.getName(), opened);
  }
}
