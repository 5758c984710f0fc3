package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.call.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object that travels as a class path resource beside the skeleton made of it, in one file or in
 * one for each architecture that it was compiled for.
 *
 * <p>Immutable, thread-safe.
 *
 * @param owner the skeleton's class
 * @param name the object's name for libbpf
 * @param files its file, or files
 * @param opener opens a resource of the class, or gives null if there is none. It is code of the
 *     skeleton's, {@code name -> Skel.class.getResourceAsStream(name)}, since a module's resources
 *     are visible to its own code alone; a method reference would take 10 ms longer in a new JVM,
 *     since the JDK injects a class for a method that asks who calls it.
 */
public record EmbeddedObject(
    Class<?> owner,
    String name,
    ObjectFiles files,
    Function<String, ? extends @Nullable InputStream> opener) {

  // ELF's e_ident[EI_DATA], and what it says of a big-endian object.
  private static final int EI_DATA = 5;
  private static final byte ELFDATA2MSB = 2;

  /**
   * The content of the object file for this machine.
   *
   * @return a new copy
   * @throws IllegalStateException if there is none
   */
  public byte[] bytes() {
    return bytes(files.resource(owner));
  }

  private byte[] bytes(String resource) {
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
   * @throws IllegalStateException if there is no object for this machine, or the class was made of
   *     another object file
   * @throws IllegalArgumentException if no skeleton was made
   */
  public <T> T open(OpenOptions options, Function<BpfObject, T> skeleton) {
    String resource = files.resource(owner);
    byte[] bytes = bytes(resource);
    requireByteOrder(resource, bytes);
    BpfObject object =
        ObjectAccess.of(BpfObject.class, OpenOptions.class)
            .openUnread(bytes, options.objectName().isEmpty() ? options.objectName(name) : options);
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

  // libbpf opens such an object from 1.6 on, and the kernel then refuses its programs.
  private void requireByteOrder(String resource, byte[] bytes) {
    boolean isBig = bytes.length > EI_DATA && bytes[EI_DATA] == ELFDATA2MSB;
    ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (order != ByteOrder.nativeOrder()) {
      throw new IllegalStateException(
          owner.getName()
              + ": its object is for machines of another byte order: resource="
              + resource
              + ", byte order="
              + order
              + ", machine's="
              + ByteOrder.nativeOrder()
              + "; name this machine's architecture in bpf.targets");
    }
  }
}
