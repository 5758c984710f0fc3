package dev.bpfj.libbpf.internal.access;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.memory.SectionMemory;

/**
 * Operations on objects that are reserved for skeletons.
 *
 * <p>Thread-safe.
 *
 * @param <O> the class of objects
 * @param <P> the class of the options that they are opened with
 */
public abstract class ObjectAccess<O, P> {
  private static final Access<ObjectAccess<?, ?>> ACCESS = new Access<>();

  /** For the class of objects. */
  protected ObjectAccess() {}

  /**
   * Opens the object of a skeleton, which the generator has read and which is as much of the
   * program as its classes: nothing reads it before libbpf, so that a program starts sooner.
   *
   * @param elf the object file's content, which must not change any more
   * @param options how to
   * @return the object
   */
  public abstract O openUnread(byte[] elf, P options);

  /**
   * The memory of a section of global data.
   *
   * @param object the object
   * @param section the section's name, such as {@code .bss}
   * @return its memory, one and the same for the object's life
   * @throws IllegalArgumentException if the object has no such section
   */
  public abstract SectionMemory section(O object, String section);

  /** Options by which objects are opened in another kernel than the machine's. */
  public abstract P on(Kernel kernel, P options);

  /** What an object's calls go to. */
  public abstract Kernel kernel(O object);

  /** Sets the access, when the class of objects is initialized. */
  public static void set(ObjectAccess<?, ?> access) {
    ACCESS.set(access);
  }

  /**
   * The access to objects.
   *
   * @param objects the class of objects
   * @param options the class of their options
   * @return what that class has set
   */
  @SuppressWarnings("unchecked") // there is one class of objects, and it has set it
  public static <O, P> ObjectAccess<O, P> of(Class<O> objects, Class<P> options) {
    return (ObjectAccess<O, P>) ACCESS.of(objects);
  }
}
