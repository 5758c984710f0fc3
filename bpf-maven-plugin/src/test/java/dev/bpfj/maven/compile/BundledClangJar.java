package dev.bpfj.maven.compile;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An artifact laid out as the bundled compiler's, small, its programs being scripts. */
final class BundledClangJar {
  /** Says that it is clang 20, and lets this machine's clang compile. */
  static final String CLANG =
      """
      #!/bin/sh
      [ "$1" = --version ] && echo 'clang version 20.1.7' && exit
      PATH=%s exec clang "$@"
      """
          .formatted(System.getenv("PATH"));

  private BundledClangJar() {}

  /** Writes it for Linux on x86-64. */
  static Path write(Path directory) {
    return write(directory, CLANG);
  }

  /** Writes it for Linux on x86-64, with a script of one's own in place of the compiler. */
  static Path write(Path directory, String clang) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("META-INF/MANIFEST.MF", "");
    String root = "org/bytedeco/llvm/linux-x86_64/";
    files.put(root + "clang", clang);
    files.put(root + "clang-format", "not needed");
    files.put(root + "libLLVM.so", "one library");
    files.put(root + "libclang-cpp.so", "another library");
    files.put(root + "libclang.so", "not needed");
    files.put(root + "include/clang/AST/AST.h", "not needed");
    files.put(root + "lib/clang/20/include/stddef.h", "a header");
    Path jar = directory.resolve("llvm.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
