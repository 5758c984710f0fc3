package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import dev.bpfj.libbpf.internal.raw.Bpf;
import dev.bpfj.libbpf.internal.raw.BpfElements;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.internal.raw.LibCSixArguments;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All functions of a kernel in memory, which make one call at a time. */
final class KernelFunctions implements Kernel {
  private static final List<Class<?>> TABLES =
      List.of(LibBpf.class, Bpf.class, BpfElements.class, LibC.class, LibCSixArguments.class);
  // libbpf calls it when it loads an object, or it is a command of the bpf system call.
  private static final Set<String> WITHIN_OTHERS =
      Stream.concat(Stream.of("bpf_map_create"), BatchCalls.FUNCTIONS.values().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Errors errors = new Errors();
  private final Handles handles = new Handles();
  private final LibbpfFunctions libbpfFunctions;
  private final LibBpf libbpf;
  private final Bpf bpf;
  private final ElementFunctions elements;
  private final LibC libc;
  private final LibCSixArguments libcSixArguments;

  KernelFunctions() {
    MapTypes types =
        new MapTypes(
            fd -> handles.get(fd, LibbpfProgram.class, EINVAL),
            fd -> handles.get(fd, KernelMap.class, EINVAL),
            fd -> handles.get(fd, PerfEvent.class, EINVAL));
    libbpfFunctions = new LibbpfFunctions(handles, types, errors);
    Object lock = libbpfFunctions;
    PageCalls pages = new PageCalls(handles);
    elements = new ElementFunctions(handles, errors, lock);
    libbpf = Functions.ofLibbpf(LibBpf.class, errors, libbpfFunctions);
    bpf = Functions.ofLibbpf(Bpf.class, errors, new BpfFunctions(handles, lock));
    libc = Functions.ofC(LibC.class, errors, new LibraryFunctions(handles, pages, lock));
    libcSixArguments =
        Functions.ofC(
            LibCSixArguments.class,
            errors,
            new SystemCalls(handles, pages, new BatchCalls(elements, errors), lock));
  }

  /** Does something while no other thread makes a call. */
  Object lock() {
    return libbpfFunctions;
  }

  Errors errors() {
    return errors;
  }

  /** Refuses the name of what is never called. */
  void requireFunction(String name) {
    boolean isThere =
        WITHIN_OTHERS.contains(name)
            || TABLES.stream()
                .flatMap(table -> Stream.of(table.getMethods()))
                .anyMatch(method -> method.getName().equals(name));
    if (!isThere) {
      throw new IllegalArgumentException(
          "\"" + name + "\": is no function of a kernel in memory; one is bpf_object__load");
    }
  }

  Handles handles() {
    return handles;
  }

  @Override
  public LibBpf libbpf() {
    return libbpf;
  }

  @Override
  public Bpf bpf() {
    return bpf;
  }

  @Override
  public BpfElements bpfElements() {
    return elements;
  }

  @Override
  public LibC libc() {
    return libc;
  }

  @Override
  public LibCSixArguments libcSixArguments() {
    return libcSixArguments;
  }

  @Override
  public int lastErrno() {
    return errors.last();
  }

  @Override
  public int[] onlineCpus() {
    return IntStream.range(0, PossibleCpus.count()).toArray();
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public long attachToHook(long program) {
    try {
      errors.failIfTold("bpf_program__attach");
      return libbpfFunctions.attach(program);
    } catch (CallFailure e) {
      errors.set(e.errno());
      return 0;
    }
  }

  @Override
  public void requireMachine(String subject, String what) {
    throw new UnsupportedOperationException(
        subject
            + ": a kernel in memory has no "
            + what
            + "; test it in a kernel, by bpf:kernel-test");
  }
}
