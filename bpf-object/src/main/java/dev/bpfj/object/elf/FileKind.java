package dev.bpfj.object.elf;

import java.nio.charset.StandardCharsets;

/** Recognizes by its first bytes what a file is that is not an ELF file. */
final class FileKind {
  private static final String OBJECT = "; give a BPF object, as clang -target bpf -c makes it";
  private static final String BITCODE =
      "not an ELF file but LLVM bitcode, as -flto and -emit-llvm make it; compile without them";

  private FileKind() {}

  /** Describes a file that does not begin with the ELF magic. */
  static String describe(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
    // The second is the header that some linkers put before it.
    if (start.startsWith("BC\u00c0\u00de") || start.startsWith("\u00de\u00c0\u0017\u000b")) {
      return BITCODE;
    } else if (start.startsWith("; ModuleID") || start.startsWith("source_filename")) {
      return BITCODE.replace("bitcode", "assembly");
    } else if (start.startsWith("!<arch>")) {
      return "not an ELF file but an archive; give the objects in it (ar x)";
    }
    return "not an ELF file" + OBJECT;
  }
}
