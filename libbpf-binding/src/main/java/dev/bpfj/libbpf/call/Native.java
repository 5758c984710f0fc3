package dev.bpfj.libbpf.call;

import com.kenai.jffi.LastError;
import dev.bpfj.libbpf.LibbpfNotFoundException;
import dev.bpfj.libbpf.raw.Bpf;
import dev.bpfj.libbpf.raw.BpfElements;
import dev.bpfj.libbpf.raw.Epoll;
import dev.bpfj.libbpf.raw.LibBpf;
import dev.bpfj.libbpf.raw.LibC;
import jnr.ffi.LibraryLoader;
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
    return new JffiBpf(library());
  }

  /**
   * {@code bpf/bpf.h}, for what is called often: as {@link #bpf} has them, but loaded at a price
   * and then faster.
   *
   * @return its functions on elements of maps
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfElements bpfElements() {
    Libbpf.loaded(); // says what was tried if there is none
    return Often.BPF;
  }

  /**
   * The C library.
   *
   * @return its functions
   */
  public static LibC libc() {
    return C.API;
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
    return LastError.getInstance().get();
  }

  /** The loaded libbpf. */
  static CLibrary library() {
    return Libbpf.loaded().library;
  }

  private static final class C {
    static final LibC API = new JffiLibC(CLibrary.LIBC);
  }

  // Apart, since they are not always asked for: each class costs start-up time.
  private static final class Waiting {
    static final Epoll EPOLL = new JffiEpoll(CLibrary.LIBC);
  }

  // jnr-ffi makes a class for an interface, with a machine code stub a function. That takes some
  // 100 ms once and saves 20 ns a lookup.
  private static final class Often {
    static final BpfElements BPF =
        LibraryLoader.create(BpfElements.class).failImmediately().load(Libbpf.loaded().path);
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

    final String path;
    final CLibrary library;
    final LibBpf api;

    private Libbpf(String path) {
      this.path = path;
      library = CLibrary.open(path);
      api = new JffiLibBpf(library);
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
