package dev.bpfj.codegen.support;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints a skeleton and its notes, for tests that want a JVM of its own. */
public final class GenerateMain {
  private GenerateMain() {}

  /** Takes an object file and the object's name. */
  public static void main(String[] arguments) throws IOException {
    GeneratedSkeleton skeleton =
        new SkeletonGenerator()
            .generate(
                BpfObjectFile.read(Path.of(arguments[0])),
                new SkeletonRequest("generated", arguments[1]));
    try (PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
      skeleton.sources().forEach(source -> out.print(source.content()));
      skeleton.notes().stream().map(Note::message).forEach(out::println);
    }
  }
}
