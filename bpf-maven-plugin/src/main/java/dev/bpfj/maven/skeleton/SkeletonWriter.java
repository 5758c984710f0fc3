package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.GeneratedSkeleton;
import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.SourceFile;
import dev.bpfj.codegen.TargetObject;
import dev.bpfj.codegen.TargetsDifferException;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.CopiedInput;
import dev.bpfj.maven.build.Input;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import dev.bpfj.maven.skeleton.FoundProgram.TargetFile;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
   * @return the objects as inputs, the sources and the copies of the objects as outputs
   * @throws InputException if an object cannot be read or is not a sound one, or no class fits all
   *     of them
   */
  Unit.Product write(PlannedSkeleton skeleton) throws IOException {
    generator.prepare();
    List<Input> inputs = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    for (TargetFile object : skeleton.objects()) {
      contents.add(content(skeleton, object, contents, inputs));
    }
    List<Path> outputs = new ArrayList<>();
    for (SourceFile source : generate(skeleton, contents)) {
      Path file = request.output().sources().resolve(source.path());
      OutputFiles.write(sources, file, source.content().getBytes(StandardCharsets.UTF_8));
      outputs.add(file);
    }
    for (Content content : contents) {
      Path copy = copy(content.resource);
      if (!outputs.contains(copy)) {
        OutputFiles.write(resources, copy, content.bytes);
        outputs.add(copy);
      }
    }
    return new Unit.Product(inputs, outputs);
  }

  /** An object and the name of its copy. */
  private static final class Content {
    final TargetFile object;
    final String resource;
    final byte[] bytes;

    Content(TargetFile object, String resource, byte[] bytes) {
      this.object = object;
      this.resource = resource;
      this.bytes = bytes;
    }
  }

  /** Reads an object. One that is the same as that of another target shares its copy. */
  private Content content(
      PlannedSkeleton skeleton, TargetFile object, List<Content> others, List<Input> inputs)
      throws IOException {
    // Before it is read: what changes afterwards shows.
    CopiedInput input = CopiedInput.of(object.file(), copy(skeleton.resource(object)));
    byte[] bytes = InputFiles.bytes(object.file(), BpfObjectFile.MOST_BYTES);
    String resource =
        others.stream()
            .filter(other -> Arrays.equals(other.bytes, bytes))
            .map(other -> other.resource)
            .findFirst()
            .orElse(skeleton.resource(object));
    inputs.add(input.copiedTo(copy(resource)));
    return new Content(object, resource, bytes);
  }

  private Path copy(String resource) {
    return resourceDirectory(request).resolve(resource);
  }

  private List<SourceFile> generate(PlannedSkeleton skeleton, List<Content> contents) {
    SkeletonRequest wanted =
        new SkeletonRequest(
            request.naming().packageName(),
            skeleton.className(),
            skeleton.name(),
            request.content().types());
    try {
      List<TargetObject> objects = contents.stream().map(SkeletonWriter::parsed).toList();
      GeneratedSkeleton generated = generator.generate(objects, wanted);
      generated.notes().forEach(this::say);
      return generated.sources();
    } catch (MalformedObjectException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    } catch (TargetsDifferException e) {
      List<String> lines = new ArrayList<>(e.lines());
      lines.add(
          "one class is for all targets: give variables and types the same layout on each, or make a"
              + " program of its own, in a file of its own, of what only some have");
      throw new InputException(lines, e);
    }
  }

  private static TargetObject parsed(Content content) {
    return new TargetObject(
        content.object.target(),
        content.resource,
        BpfObjectFile.parse(content.object.file().toString(), content.bytes));
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
