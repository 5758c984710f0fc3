package dev.bpfj.libbpf.call;

/**
 * Names of error numbers: errno's, the kernel's own beyond it, and libbpf's.
 *
 * <p>Safe for use by several threads.
 */
public final class ErrorNumber {
  // enum libbpf_errno of libbpf.h, from LIBBPF_ERRNO__LIBELF on.
  private static final int LIBBPF_START = 4000;
  private static final String[] LIBBPF_NAMES = {
    "LIBELF",
    "FORMAT",
    "KVERSION",
    "ENDIAN",
    "INTERNAL",
    "RELOC",
    "LOAD",
    "VERIFY",
    "PROG2BIG",
    "KVER",
    "PROGTYPE",
    "WRNGPID",
    "INVSEQ",
    "NLPARSE"
  };
  private static final String[] LIBBPF_TEXTS = {
    "libelf cannot read it",
    "it is not a BPF object that libbpf understands",
    "no usable version section",
    "it was compiled for the other byte order",
    "internal error of libbpf",
    "a relocation cannot be done",
    "the program was refused for an unknown reason",
    "the verifier rejected the program",
    "the program is too large",
    "the kernel's version does not match",
    "the kernel does not know the program's type",
    "netlink: wrong process id",
    "netlink: wrong sequence number",
    "netlink: the answer cannot be read"
  };
  // Inside the kernel only, and it escapes: array maps with a spin lock answer mmap with it.
  private static final int ENOTSUPP = 524;

  private ErrorNumber() {}

  /**
   * Name, number and meaning.
   *
   * @param errno a positive number
   * @return such as {@code -EPERM (1), Operation not permitted}
   */
  public static String describe(int errno) {
    if (errno == ENOTSUPP) {
      return "-ENOTSUPP (524), Operation not supported";
    }
    int own = errno - LIBBPF_START;
    if (own >= 0 && own < LIBBPF_NAMES.length) {
      return "-LIBBPF_ERRNO__" + LIBBPF_NAMES[own] + " (" + errno + "), " + LIBBPF_TEXTS[own];
    }
    return "-" + Posix.errnoName(errno) + " (" + errno + "), " + Posix.errnoText(errno);
  }
}
