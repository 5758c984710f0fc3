package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.TargetObject;
import dev.bpfj.codegen.TargetsDifferException;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.object.MalformedObjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generator, with the built-in templates or the user's. It is created when it is first needed,
 * so that an up-to-date build does not start the template engine. Thread-safe.
 */
final class TemplateChoice {
  private final Optional<Path> templates;
  private @Nullable SkeletonGenerator generator;

  TemplateChoice(Optional<Path> templates) {
    this.templates = templates;
    if (templates.isPresent() && !Files.isDirectory(templates.get())) {
      throw new InputException(
          templates.get()
              + ": not a directory: parameter=bpf.templates; name the directory of your templates");
    }
  }

  /** Begins to read the templates, if nobody has. */
  void prepare() {
    generator();
  }

  /**
   * Generates.
   *
   * @throws InputException if a template of the user's cannot be used
   */
  GeneratedSkeleton generate(List<TargetObject> objects, SkeletonRequest request) {
    if (templates.isEmpty()) {
      return generated(objects, request);
    }
    try {
      return generated(objects, request);
    } catch (MalformedObjectException | TargetsDifferException e) {
      throw e;
    } catch (RuntimeException e) {
      // The template engine's own exceptions: they name the template, the line and the mistake.
      String message =
          templates.get()
              + ": a template cannot be used: parameter=bpf.templates: "
              + String.valueOf(e.getMessage()).strip();
      throw new InputException(message.lines().toList(), e);
    }
  }

  private GeneratedSkeleton generated(List<TargetObject> objects, SkeletonRequest request) {
    TargetObject first = objects.get(0);
    return first.target().isEmpty()
        ? generator().generate(first.object(), request)
        : generator().generate(objects, request);
  }

  private synchronized SkeletonGenerator generator() {
    if (generator == null) {
      generator = templates.map(SkeletonGenerator::new).orElseGet(SkeletonGenerator::new);
    }
    return generator;
  }
}
