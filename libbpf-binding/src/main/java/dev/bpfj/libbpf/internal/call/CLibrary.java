package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.Library;

/**
 * A native library. An old libbpf lacks some functions, which matters only when they are called.
 *
 * <p>Thread-safe.
 */
class CLibrary {
  private final String name;
  private final Library library;

  CLibrary(String name, Library library) {
    this.name = name;
    this.library = library;
  }

  /**
   * Loads a library.
   *
   * @param name its path, or its name for the system to find
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static CLibrary open(String name) {
    Jffi.memory(); // has jffi start, or says that it cannot
    Library library = Library.openLibrary(name, Library.LAZY | Library.LOCAL);
    if (library == null) {
      throw new UnsatisfiedLinkError(Library.getLastError());
    }
    return new CLibrary(name, library);
  }

  /** What it was opened by. */
  final String name() {
    return name;
  }

  /** A function's address, or 0 if the library has no such function. */
  long address(String function) {
    return library.getSymbolAddress(function);
  }
}
