package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOTSUPP;

import java.util.Map;

/**
 * Names of error numbers: errno's, the kernel's own beyond it, and libbpf's.
 *
 * <p>Thread-safe.
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
  // asm-generic/errno.h, from EPERM (1) on; a dash where there is no error of that number.
  private static final String[] NAMES =
      ("EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM"
              + " EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE"
              + " EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE"
              + " EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG"
              + " EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO"
              + " EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE"
              + " ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ"
              + " EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART"
              + " ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT"
              + " EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT"
              + " EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED"
              + " ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT"
              + " ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN"
              + " ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY"
              + " EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL"
              + " EHWPOISON")
          .split(" ");
  // What calls fail with mostly, as the C library has it: where there is none, and where there are
  // no more file descriptors, without which the classes that ask it may not be there.
  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(1, "Operation not permitted"),
          Map.entry(2, "No such file or directory"),
          Map.entry(3, "No such process"),
          Map.entry(4, "Interrupted system call"),
          Map.entry(7, "Argument list too long"),
          Map.entry(9, "Bad file descriptor"),
          Map.entry(11, "Resource temporarily unavailable"),
          Map.entry(12, "Cannot allocate memory"),
          Map.entry(13, "Permission denied"),
          Map.entry(14, "Bad address"),
          Map.entry(16, "Device or resource busy"),
          Map.entry(17, "File exists"),
          Map.entry(19, "No such device"),
          Map.entry(22, "Invalid argument"),
          Map.entry(23, "Too many open files in system"),
          Map.entry(24, "Too many open files"),
          Map.entry(28, "No space left on device"),
          Map.entry(38, "Function not implemented"),
          Map.entry(95, "Operation not supported"));
  private static final String NO_NAME = "-";

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
    return "-" + name(errno) + " (" + errno + "), " + text(errno);
  }

  /** Such as {@code EPERM}; the number itself if it has no name. */
  private static String name(int errno) {
    String name = errno >= 1 && errno <= NAMES.length ? NAMES[errno - 1] : NO_NAME;
    return name.equals(NO_NAME) ? String.valueOf(errno) : name;
  }

  /**
   * What the C library says of a number ({@code strerror}).
   *
   * @param errno a positive number
   * @return such as {@code Operation not permitted}
   */
  static String text(int errno) {
    String known = TEXTS.get(errno);
    return known != null ? known : CStrings.text(Native.libc().strerror(errno));
  }
}
