package dev.bpfj.libbpf.call;

import com.kenai.jffi.Library;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A native library, whose functions are looked up when they are first called: an old libbpf lacks
 * some, which matters only to who calls them.
 *
 * <p>Safe for use by several threads.
 */
class CLibrary {
  /** The C library. */
  static final CLibrary LIBC = open("libc.so.6");

  private final Library library;
  private final Map<String, CFunction> functions = new ConcurrentHashMap<>();

  CLibrary(Library library) {
    this.library = library;
  }

  /**
   * Loads a library.
   *
   * @param name its path, or its name for the system to find
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static CLibrary open(String name) {
    Library library = Library.openLibrary(name, Library.LAZY | Library.LOCAL);
    if (library == null) {
      throw new UnsatisfiedLinkError(Library.getLastError());
    }
    return new CLibrary(library);
  }

  /**
   * A function.
   *
   * @param name its name
   * @throws UnsatisfiedLinkError if the library has no such function
   */
  final CFunction function(String name) {
    CFunction known = functions.get(name);
    return known != null ? known : find(name);
  }

  private CFunction find(String name) {
    long address = address(name);
    if (address == 0) {
      throw new UnsatisfiedLinkError(name);
    }
    CFunction found = new CFunction(address);
    functions.put(name, found);
    return found;
  }

  /** A function's address, or 0 if the library has no such function. */
  long address(String name) {
    return library.getSymbolAddress(name);
  }
}
