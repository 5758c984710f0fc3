package dev.bpfj.maven.inspect;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.skeleton.ObjectFinder;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes a document about each object. */
public final class Inspection {
  private final InspectRequest request;
  private final BuildLog log;
  private final Consumer<String> text;
  private final List<ObjectSummary> summaries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Makes an inspection.
   *
   * @param request what to inspect
   * @param log gets the result
   * @param text where the documents go if they are not written to files
   */
  public Inspection(InspectRequest request, BuildLog log, Consumer<String> text) {
    this.request = request;
    this.log = log;
    this.text = text;
  }

  /**
   * Whether there is something to inspect, in the places that are named or else in the usual ones.
   *
   * @return false if {@link #run} would find nothing
   * @throws IOException if the machine fails
   */
  public boolean hasObjects() throws IOException {
    return ObjectFinder.isAnyIn(
        request.objects().isEmpty() ? request.usualPlaces() : request.objects());
  }

  /**
   * Inspects all objects.
   *
   * @return what they contain, in brief
   * @throws IOException if the machine fails
   * @throws InputException if there is no object, or some are malformed; the documents of the
   *     others are written all the same
   */
  public List<ObjectSummary> run() throws IOException {
    List<ObjectFinder.Found> objects = ObjectFinder.find(request.objects(), request.usualPlaces());
    if (request.outputDirectory().isPresent()) {
      write(objects, request.outputDirectory().get());
    } else {
      for (ObjectFinder.Found object : objects) {
        document(object).ifPresent(text);
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return List.copyOf(summaries);
  }

  private void write(List<ObjectFinder.Found> objects, Path directory) throws IOException {
    OutputFiles.requireDirectory(directory, "bpf.outputDirectory");
    Map<String, Path> names = new LinkedHashMap<>();
    for (ObjectFinder.Found object : objects) {
      String name = name(object);
      Path other = names.putIfAbsent(name, object.file());
      if (other != null) {
        throw new InputException(
            object.file()
                + ": another object gives the same document: document="
                + name
                + ", other object="
                + other
                + "; inspect them one by one, or name a directory that has both");
      }
      Optional<String> document = document(object);
      if (document.isPresent()) {
        byte[] bytes = document.get().getBytes(StandardCharsets.UTF_8);
        OutputFiles.write(new OutputRoot(directory), directory.resolve(name), bytes);
      }
    }
    int inspected = objects.size() - problems.size();
    log.info("inspected " + inspected + " object(s), documents in " + directory);
  }

  private String name(ObjectFinder.Found object) {
    String relative = object.relative();
    String bare = relative.replaceFirst("(\\.bpf)?\\.o$", "");
    return bare + "." + request.format().extension();
  }

  // One object that is not as it must be does not keep the others from their documents.
  private Optional<String> document(ObjectFinder.Found found) throws IOException {
    byte[] bytes = InputFiles.bytes(found.file(), BpfObjectFile.MOST_BYTES);
    try {
      BpfObjectFile object = BpfObjectFile.parseUnlinked(found.file().toString(), bytes);
      ObjectReport report = ReportReader.read(found.file().getFileName().toString(), object);
      summaries.add(ObjectSummary.of(found.relative(), name(found), report));
      List<Layout> layouts = LayoutReader.read(object, request.types());
      return Optional.of(request.format().document(report, layouts));
    } catch (MalformedObjectException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
