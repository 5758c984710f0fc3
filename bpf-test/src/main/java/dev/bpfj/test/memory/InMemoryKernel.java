package dev.bpfj.test.memory;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A kernel in memory, for the tests of a program's own logic: without privileges, without Linux,
 * without native code. Skeletons that are opened with its {@link #options} are the same classes as
 * ever, with the same exceptions; their maps, globals, rings and links are in this JVM.
 *
 * <pre>{@code
 * InMemoryKernel kernel = InMemoryKernel.create();
 * try (OpensnoopSkel skel = OpensnoopSkel.open(kernel.options())) {
 *   skel.load();
 *   skel.attach();
 *   RingProducer.of(skel.maps().events()).submit(new Event().pid(7));
 *   ...
 * }
 * }</pre>
 *
 * <p>No program runs in it, and none is verified: what a program would do, the test does, by the
 * accessors of globals, by the maps, and by {@link RingProducer}, {@link PerfProducer} and {@link
 * UserRingConsumer}. What needs the machine, such as test runs, pins, or what the kernel tells of
 * programs and links, throws an {@link UnsupportedOperationException} that says so.
 *
 * <p>Thread-safe.
 */
public final class InMemoryKernel {
  private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");

  private final KernelFunctions functions = new KernelFunctions();

  static {
    NativeMemory.choose(new JdkMemory(new KernelFunctions()));
  }

  private InMemoryKernel() {}

  /**
   * Makes a kernel with as many CPUs as the machine could have.
   *
   * @return the kernel, which has nothing yet
   */
  public static InMemoryKernel create() {
    if (!PossibleCpus.isKnown()) {
      PossibleCpus.set(cpusOfMachine());
    }
    return new InMemoryKernel();
  }

  /**
   * Makes a kernel with a number of CPUs, for each of which per-CPU maps have a value.
   *
   * @param cpus how many, at least 1; the same for all kernels of the JVM
   * @return the kernel, which has nothing yet
   * @throws IllegalArgumentException if there are none
   * @throws IllegalStateException if per-CPU maps with another number of CPUs are in use already
   */
  public static InMemoryKernel withCpus(int cpus) {
    if (cpus < 1) {
      throw new IllegalArgumentException("a kernel has at least 1 CPU: cpus=" + cpus);
    }
    PossibleCpus.set(cpus);
    return new InMemoryKernel();
  }

  private static int cpusOfMachine() {
    try {
      return Stream.of(Files.readString(POSSIBLE).strip().split(","))
          .map(range -> range.split("-", 2))
          .mapToInt(ends -> Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1)
          .sum();
    } catch (IOException | NumberFormatException e) {
      return Runtime.getRuntime().availableProcessors(); // of no Linux
    }
  }

  /**
   * Options by which skeletons and objects are opened in this kernel.
   *
   * @return options for {@code XSkel.open}, to be refined like others
   */
  public OpenOptions options() {
    return ObjectAccess.of(BpfObject.class, OpenOptions.class)
        .on(functions, OpenOptions.defaults());
  }

  /**
   * Makes the next call of a function fail: that a program is not attached, a map is not created,
   * or an update is refused. The exception is the one that such an error of the kernel gives.
   *
   * @param function the C function, such as {@code bpf_object__load}, {@code bpf_program__attach},
   *     {@code bpf_map_create}, {@code bpf_map_update_elem} or {@code bpf_map_update_batch}
   * @param errno the error, a positive number such as 12 (ENOMEM)
   * @throws IllegalArgumentException if this kernel has no such function, or the number is not
   *     positive
   */
  public void failNext(String function, int errno) {
    if (errno < 1) {
      throw new IllegalArgumentException("an errno is a positive number: errno=" + errno);
    }
    functions.requireFunction(function);
    functions.errors().failNext(function, errno);
  }
}
