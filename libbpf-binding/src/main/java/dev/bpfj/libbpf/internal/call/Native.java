package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.LastError;
import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.kernel.OnlineCpus;
import dev.bpfj.libbpf.internal.raw.Bpf;
import dev.bpfj.libbpf.internal.raw.BpfElements;
import dev.bpfj.libbpf.internal.raw.BpfSixArguments;
import dev.bpfj.libbpf.internal.raw.Btf;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibBpfSixArguments;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.internal.raw.LibCSixArguments;
import java.util.List;
import java.util.Objects;
import jnr.ffi.LibraryLoader;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries, loaded when first asked for. Nothing that failed is remembered: a process
 * that had no file descriptor left for a moment tries again.
 *
 * <p>Thread-safe.
 */
public final class Native {
  /** System property that names the libbpf to load. */
  public static final String LIBBPF_PROPERTY = "dev.bpfj.libbpf";

  /** System property that chooses what calls C functions: {@code jnr-ffi}, or generated stubs. */
  static final String BINDING_PROPERTY = "dev.bpfj.binding";

  private static final String JNR_FFI = "jnr-ffi";
  private static final String SYSTEM_LIBC = "libc.so.6";

  private static volatile LibbpfSearch.@Nullable Found found;
  private static volatile @Nullable CLibrary libbpfLibrary;
  private static volatile @Nullable CLibrary libcLibrary;
  private static volatile @Nullable LibBpf libbpf;
  private static volatile @Nullable LibBpfSixArguments libbpfSixArguments;
  private static volatile @Nullable Btf btf;
  private static volatile @Nullable Bpf bpf;
  private static volatile @Nullable BpfSixArguments bpfSixArguments;
  private static volatile @Nullable BpfElements bpfElements;
  private static volatile @Nullable LibC libc;
  private static volatile @Nullable LibCSixArguments libcSixArguments;

  /** The machine's kernel. */
  public static final Kernel KERNEL =
      new Kernel() {
        @Override
        public LibBpf libbpf() {
          return Native.libbpf();
        }

        @Override
        public Bpf bpf() {
          return Native.bpf();
        }

        @Override
        public BpfElements bpfElements() {
          return Native.bpfElements();
        }

        @Override
        public LibC libc() {
          return Native.libc();
        }

        @Override
        public LibCSixArguments libcSixArguments() {
          return Native.libcSixArguments();
        }

        @Override
        public int lastErrno() {
          return Native.lastErrno();
        }

        @Override
        public int[] onlineCpus() {
          return OnlineCpus.numbers();
        }

        @Override
        public boolean isInMemory() {
          return false;
        }

        @Override
        public long attachToHook(long program) {
          throw new IllegalStateException("a hook of the machine's kernel has its own function");
        }

        @Override
        public void requireMachine(String subject, String what) {}
      };

  private Native() {}

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpf libbpf() {
    LibBpf known = libbpf;
    return known != null ? known : openLibbpf();
  }

  /**
   * {@code bpf/libbpf.h}.
   *
   * @return its functions of six arguments
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static LibBpfSixArguments libbpfSixArguments() {
    LibBpfSixArguments known = libbpfSixArguments;
    if (known == null) {
      CLibrary library = library();
      known = bind(LibBpfSixArguments.class, library, new LibBpfSixArgumentsStubs(library));
      libbpfSixArguments = known;
    }
    return known;
  }

  /**
   * {@code bpf/btf.h}.
   *
   * @return its functions
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static Btf btf() {
    Btf known = btf;
    if (known == null) {
      CLibrary library = library();
      known = bind(Btf.class, library, new BtfStubs(library));
      btf = known;
    }
    return known;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static Bpf bpf() {
    Bpf known = bpf;
    if (known == null) {
      CLibrary library = library();
      known = bind(Bpf.class, library, new BpfStubs(library));
      bpf = known;
    }
    return known;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions of six arguments
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfSixArguments bpfSixArguments() {
    BpfSixArguments known = bpfSixArguments;
    if (known == null) {
      CLibrary library = library();
      known = bind(BpfSixArguments.class, library, new BpfSixArgumentsStubs(library));
      bpfSixArguments = known;
    }
    return known;
  }

  /**
   * {@code bpf/bpf.h}.
   *
   * @return its functions on elements of maps
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfElements bpfElements() {
    BpfElements known = bpfElements;
    if (known == null) {
      CLibrary library = library();
      known = bind(BpfElements.class, library, new BpfElementsStubs(library));
      bpfElements = known;
    }
    return known;
  }

  /**
   * The C library.
   *
   * @return its functions
   */
  public static LibC libc() {
    LibC known = libc;
    if (known == null) {
      CLibrary library = libcLibrary();
      known = bind(LibC.class, library, new LibCStubs(library));
      libc = known;
    }
    return known;
  }

  /**
   * The C library.
   *
   * @return its functions of six arguments
   */
  public static LibCSixArguments libcSixArguments() {
    LibCSixArguments known = libcSixArguments;
    if (known == null) {
      CLibrary library = libcLibrary();
      known = bind(LibCSixArguments.class, library, new LibCSixArgumentsStubs(library));
      libcSixArguments = known;
    }
    return known;
  }

  /** What calls an interface's functions: its generated stubs, or what jnr-ffi makes of it. */
  private static <T> T bind(Class<T> type, CLibrary library, T stubs) {
    return JNR_FFI.equals(System.getProperty(BINDING_PROPERTY))
        ? LibraryLoader.create(type).failImmediately().load(library.name())
        : stubs;
  }

  /**
   * The errno that the calling thread's last native call left.
   *
   * @return a positive number
   */
  public static int lastErrno() {
    return LastError.getInstance().get();
  }

  /**
   * What the loaded libbpf was found by.
   *
   * @return the property, the artifact, or the system
   */
  public static String origin() {
    return found().origin();
  }

  /**
   * What could not be taken before libbpf was found.
   *
   * @return each with the reason
   */
  public static List<String> triedBefore() {
    return found().tried();
  }

  private static LibbpfSearch.Found found() {
    library();
    return Objects.requireNonNull(found);
  }

  /** The loaded libbpf. */
  static CLibrary library() {
    CLibrary known = libbpfLibrary;
    if (known == null) {
      openLibbpf();
      known = Objects.requireNonNull(libbpfLibrary);
    }
    return known;
  }

  /** Whichever of its functions is called first, what libbpf prints is received before. */
  private static synchronized LibBpf openLibbpf() {
    LibBpf known = libbpf;
    if (known == null) {
      LibbpfSearch.Found search = new LibbpfSearch().run();
      CLibrary library = search.library();
      known = bind(LibBpf.class, library, new LibBpfStubs(library));
      Messages.receive(known);
      found = search;
      libbpfLibrary = library;
      libbpf = known;
    }
    return known;
  }

  // It is in the process already, so opening it takes no file.
  private static CLibrary libcLibrary() {
    CLibrary known = libcLibrary;
    if (known == null) {
      known = CLibrary.open(SYSTEM_LIBC);
      libcLibrary = known;
    }
    return known;
  }
}
