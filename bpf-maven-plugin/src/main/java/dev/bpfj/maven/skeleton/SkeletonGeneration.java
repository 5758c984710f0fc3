package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.BuildProgress;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.IncrementalBuild;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Generates the skeletons of a set of objects incrementally. */
public final class SkeletonGeneration {
  private static final long MOST_OF_TEMPLATE = 1 << 20;

  private final GenerateRequest request;
  private final BuildLog log;
  private final Digests digests = new Digests();

  /**
   * Makes a generation.
   *
   * @param request what to make, and where
   * @param log gets the generator's notes and the result
   */
  public SkeletonGeneration(GenerateRequest request, BuildLog log) {
    this.request = request;
    this.log = log;
  }

  /**
   * Generates what has changed and deletes stale outputs.
   *
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   * @throws InputException if an object, a name or a directory is invalid
   */
  public void run() throws IOException, InterruptedException {
    GenerateRequest.Output output = request.output();
    JavaPackage.checked(request.naming().packageName());
    OutputFiles.requireDirectory(output.sources(), "bpf.outputDirectory");
    OutputFiles.requireDirectory(output.resources(), "bpf.resourceDirectory");
    OutputRoot resources = new OutputRoot(output.resources());
    IncrementalBuild build =
        new IncrementalBuild(
            output.stateFile(),
            List.of(new OutputRoot(output.sources()), resources),
            output.classes().map(OutputRoot::new).map(at -> Map.of(resources, at)).orElse(Map.of()),
            digests);
    OwnCopies copies =
        new OwnCopies(build.copies(), SkeletonWriter.resourceDirectory(request), request.targets());
    List<FoundProgram> programs =
        new TargetGrouping(request.targets())
            .programs(ObjectFinder.find(request.objects(), request.usualPlaces(), copies::without));
    List<PlannedSkeleton> skeletons = new SkeletonNames(request.naming().classes()).plan(programs);
    requireTypes(skeletons);
    BuildProgress progress = new BuildProgress(log, "generating", skeletons.size(), "skeleton(s)");
    IncrementalBuild.Result result = build.run(units(skeletons), progress::next);
    result
        .deleted()
        .forEach(file -> log.info("deleted " + file + ": no longer an output of this build"));
    String places =
        " in "
            + output.sources()
            + ", package="
            + request.naming().packageName()
            + ", objects in "
            + output.resources();
    log.info(
        "generated "
            + result.built()
            + " of "
            + skeletons.size()
            + " skeleton(s)"
            + (result.built() == 0 ? "" : places));
  }

  // Not every object has to have each of them, but one should.
  private void requireTypes(List<PlannedSkeleton> skeletons) throws IOException {
    List<String> missing = skeletons.isEmpty() ? List.of() : request.content().types();
    for (PlannedSkeleton skeleton : skeletons) {
      if (!missing.isEmpty()) {
        missing = missing(skeleton.first(), missing);
      }
    }
    if (!missing.isEmpty()) {
      throw new InputException(missing.stream().map(SkeletonGeneration::withCure).toList());
    }
  }

  private List<String> missing(Path file, List<String> types) throws IOException {
    byte[] bytes = InputFiles.bytes(file, BpfObjectFile.MOST_BYTES);
    try {
      return SkeletonGenerator.missingTypes(BpfObjectFile.parse(file.toString(), bytes), types);
    } catch (MalformedObjectException e) {
      log.debug(String.valueOf(e.getMessage()));
      return List.of(); // it is refused when its skeleton is made
    }
  }

  private static String withCure(String type) {
    String name = type.contains(" ") || type.endsWith("_t") ? type : "struct " + type;
    return "bpf.types: no object has type \""
        + type
        + "\": BTF has those of global variables, maps and functions alone; add to the program:"
        + " const "
        + name
        + " *unused __attribute__((unused));";
  }

  private List<Unit> units(List<PlannedSkeleton> skeletons) throws IOException {
    SkeletonWriter writer = new SkeletonWriter(request, log);
    String key = Digests.of(commonKey());
    List<Unit> units = new ArrayList<>();
    for (PlannedSkeleton skeleton : skeletons) {
      // A class's name has no space in it, so this is unambiguous without a digest of its own.
      String own = key + " " + skeleton.className() + " " + skeleton.name();
      units.add(new Unit(skeleton.first().toString(), own, () -> writer.write(skeleton)));
    }
    return units;
  }

  /** All that every skeleton depends on besides its object. */
  private List<String> commonKey() throws IOException {
    List<String> key = new ArrayList<>();
    key.add(request.content().generator());
    key.add(request.output().sources().toString());
    key.add(request.output().resources().toString());
    key.add(request.naming().packageName());
    key.addAll(request.content().types());
    request.targets().forEach(target -> key.add(target.name()));
    if (request.content().templates().isPresent()) {
      Path templates = request.content().templates().get();
      for (Path template : InputFiles.below(templates, ".vm")) {
        InputFiles.requireOrdinary(template, MOST_OF_TEMPLATE);
      }
      key.add(digests.ofAll(templates));
    }
    return key;
  }
}
