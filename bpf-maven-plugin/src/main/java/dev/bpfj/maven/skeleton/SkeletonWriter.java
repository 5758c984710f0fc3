package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.SourceFile;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.CopiedInput;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes skeletons' files. Thread-safe. */
final class SkeletonWriter {
  private final GenerateRequest request;
  private final TemplateChoice generator;
  private final BuildLog log;
  private final OutputRoot sources;
  private final OutputRoot resources;

  SkeletonWriter(GenerateRequest request, BuildLog log) {
    this.request = request;
    this.generator = new TemplateChoice(request.content().templates());
    this.log = log;
    this.sources = new OutputRoot(request.output().sources());
    this.resources = new OutputRoot(request.output().resources());
  }

  /**
   * Makes one.
   *
   * @return the object as input, the sources and the copy of the object as outputs
   * @throws InputException if the object cannot be read or is not a sound one
   */
  Unit.Product write(PlannedSkeleton skeleton) throws IOException {
    Path copy = resourceDirectory(request).resolve(skeleton.name() + ObjectFinder.SUFFIX);
    // Before it is read: what changes afterwards shows.
    CopiedInput input = CopiedInput.of(skeleton.object(), copy);
    byte[] bytes = InputFiles.bytes(skeleton.object(), BpfObjectFile.MOST_BYTES);
    List<Path> outputs = new ArrayList<>();
    for (SourceFile source : generate(skeleton, bytes)) {
      Path file = request.output().sources().resolve(source.path());
      OutputFiles.write(sources, file, source.content().getBytes(StandardCharsets.UTF_8));
      outputs.add(file);
    }
    OutputFiles.write(resources, copy, bytes);
    outputs.add(copy);
    return new Unit.Product(List.of(input), outputs);
  }

  private List<SourceFile> generate(PlannedSkeleton skeleton, byte[] bytes) {
    SkeletonRequest wanted =
        new SkeletonRequest(
            request.naming().packageName(),
            skeleton.className(),
            skeleton.name(),
            request.content().types());
    try {
      BpfObjectFile object = BpfObjectFile.parse(skeleton.object().toString(), bytes);
      GeneratedSkeleton generated = generator.generate(object, wanted);
      generated.notes().forEach(this::say);
      return generated.sources();
    } catch (MalformedObjectException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private void say(Note note) {
    switch (note.kind()) {
      case RENAMED -> log.info(note.message());
      case NOT_GENERATED, NO_BTF, IGNORED_SECTION, REFUSED_MAP -> log.warn(note.message());
    }
  }

  /** Where the copies of the objects go. */
  static Path resourceDirectory(GenerateRequest request) {
    String folder = request.naming().packageName().replace('.', '/');
    return request.output().resources().resolve(folder);
  }
}
