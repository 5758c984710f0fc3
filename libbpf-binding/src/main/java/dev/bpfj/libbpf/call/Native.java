package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.LibbpfNotFoundException;
import dev.bpfj.libbpf.raw.Bpf;
import dev.bpfj.libbpf.raw.Bpf6;
import dev.bpfj.libbpf.raw.Epoll;
import dev.bpfj.libbpf.raw.LibBpf;
import dev.bpfj.libbpf.raw.LibBpf6;
import dev.bpfj.libbpf.raw.LibC;
import dev.bpfj.libbpf.raw.LibC6;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries, loaded when first asked for. A library that cannot be loaded is reported at
 * every call, not only at the first.
 *
 * <p>Safe for use by several threads.
 */
public final class Native {
  /** System property that names the libbpf to load. */
  public static final String LIBBPF_PROPERTY = "dev.bpfj.libbpf";

  private static final String SYSTEM_LIBBPF = "libbpf.so.1";

  private Native() {}

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpf libbpf() {
    return Libbpf.loaded().api;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static Bpf bpf() {
    return Libbpf.loaded().bpf;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions of six arguments
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static Bpf6 bpf6() {
    Libbpf.loaded();
    return SixArguments.BPF;
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions of six arguments
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpf6 libbpf6() {
    Libbpf.loaded();
    return SixArgumentsOfLibbpf.API;
  }

  /**
   * The C library.
   *
   * @return its functions of up to five arguments
   */
  public static LibC libc() {
    return C.API;
  }

  /**
   * The C library.
   *
   * @return its functions of six arguments
   */
  public static LibC6 libc6() {
    return C.API6;
  }

  /**
   * {@code sys/epoll.h}.
   *
   * @return its functions
   */
  public static Epoll epoll() {
    return Waiting.EPOLL;
  }

  /**
   * The errno that the calling thread's last native call left.
   *
   * @return a positive number
   */
  public static int lastErrno() {
    return Runtime.getSystemRuntime().getLastError();
  }

  /** The libbpf that is loaded, as it was named. */
  static String libbpfPath() {
    return Libbpf.path();
  }

  static <T> T load(Class<T> api, String library) {
    return LibraryLoader.create(api).failImmediately().load(library);
  }

  private static final class C {
    static final LibC API = load(LibC.class, "libc.so.6");
    static final LibC6 API6 = load(LibC6.class, "libc.so.6");
  }

  // Apart, since they are not always asked for: each interface costs start-up time.
  private static final class Waiting {
    static final Epoll EPOLL = load(Epoll.class, "libc.so.6");
  }

  private static final class SixArguments {
    static final Bpf6 BPF = load(Bpf6.class, Libbpf.path());
  }

  private static final class SixArgumentsOfLibbpf {
    static final LibBpf6 API = load(LibBpf6.class, Libbpf.path());
  }

  private static final class Libbpf {
    private static final @Nullable Libbpf LIBRARY;
    private static final @Nullable String FAILURE;

    static {
      Libbpf library = null;
      String failure = null;
      String path = path();
      try {
        library = new Libbpf(path);
      } catch (UnsatisfiedLinkError e) {
        failure = path + " (" + e.getMessage() + ")";
      }
      LIBRARY = library;
      FAILURE = failure;
    }

    final LibBpf api;
    final Bpf bpf;

    private Libbpf(String path) {
      api = load(LibBpf.class, path);
      bpf = load(Bpf.class, path);
      api.libbpf_set_print(Messages.PRINT);
    }

    static String path() {
      return System.getProperty(LIBBPF_PROPERTY, SYSTEM_LIBBPF);
    }

    static Libbpf loaded() {
      if (LIBRARY == null) {
        throw new LibbpfNotFoundException(String.valueOf(FAILURE));
      }
      return LIBRARY;
    }
  }
}
