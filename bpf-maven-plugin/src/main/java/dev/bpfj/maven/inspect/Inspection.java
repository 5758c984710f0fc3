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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a document about each object. */
public final class Inspection {
  private final InspectRequest request;
  private final BuildLog log;

  /**
   * Makes an inspection.
   *
   * @param request what to inspect
   * @param log where the outcome goes
   */
  public Inspection(InspectRequest request, BuildLog log) {
    this.request = request;
    this.log = log;
  }

  /**
   * Inspects all objects.
   *
   * @throws IOException if the machine fails
   * @throws InputException if there is no object, or one is not as it must be
   */
  public void run() throws IOException {
    List<ObjectFinder.Found> objects = ObjectFinder.find(request.objects(), request.usualPlaces());
    if (request.outputDirectory().isPresent()) {
      write(objects, request.outputDirectory().get());
    } else {
      for (ObjectFinder.Found object : objects) {
        document(object).lines().forEach(log::info);
      }
    }
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
      byte[] text = document(object).getBytes(StandardCharsets.UTF_8);
      OutputFiles.write(new OutputRoot(directory), directory.resolve(name), text);
    }
    log.info("inspected " + objects.size() + " object(s), documents in " + directory);
  }

  private String name(ObjectFinder.Found object) {
    String relative = object.relative();
    String bare = relative.replaceFirst("(\\.bpf)?\\.o$", "");
    return bare + "." + request.format().extension();
  }

  private String document(ObjectFinder.Found found) throws IOException {
    byte[] bytes = InputFiles.bytes(found.file(), BpfObjectFile.MOST_BYTES);
    try {
      BpfObjectFile object = BpfObjectFile.parse(found.file().toString(), bytes);
      ObjectReport report = ReportReader.read(found.file().getFileName().toString(), object);
      return request.format().document(report, LayoutReader.read(object));
    } catch (MalformedObjectException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }
}
