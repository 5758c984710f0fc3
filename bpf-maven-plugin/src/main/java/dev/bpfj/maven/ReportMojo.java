package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.inspect.Format;
import dev.bpfj.maven.inspect.InspectRequest;
import dev.bpfj.maven.inspect.Inspection;
import dev.bpfj.maven.inspect.ObjectSummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

/**
 * A report of {@code mvn site}: a page that lists the module's BPF objects with their programs and
 * maps, and leads to the page that {@code bpf:inspect} draws of each. A module without objects has
 * no report.
 *
 * <pre>{@code
 * <reporting>
 *   <plugins>
 *     <plugin>
 *       <groupId>dev.bpfj</groupId>
 *       <artifactId>bpf-maven-plugin</artifactId>
 *       <reportSets>
 *         <reportSet>
 *           <reports>
 *             <report>report</report>
 *           </reports>
 *         </reportSet>
 *       </reportSets>
 *     </plugin>
 *   </plugins>
 * </reporting>
 * }</pre>
 *
 * <p>It needs version 3.21 or later of maven-site-plugin, named in {@code <build>}: Maven 3.8 and
 * 3.9 take an older one by themselves, which skips the report with a warning.
 *
 * <p>The objects are first compiled, as in the phase {@code generate-sources}. Those of tests are
 * taken as an earlier build left them. Run by itself, the goal writes the objects' pages without
 * the list.
 *
 * @since 0.9.0
 */
@Mojo(name = "report", threadSafe = true)
@Execute(phase = LifecyclePhase.GENERATE_SOURCES)
public final class ReportMojo extends ScopedMojo implements MavenReport {

  /**
   * The objects: files, or directories that are searched recursively for {@code *.bpf.o} files.
   * Default: {@code target/bpf} and {@code src/main/bpf}. Comma-separated on the command line.
   *
   * <pre>{@code
   * <objects>
   *   <object>target/bpf</object>
   * </objects>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.objects")
  private List<File> objects = new ArrayList<>();

  /**
   * C types whose layout is shown although no map or global variable uses them, as for {@code
   * bpf:skeleton}. Types that the object does not have are ignored.
   *
   * <pre>{@code
   * <types>
   *   <type>event</type>
   * </types>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.types")
  private List<String> types = new ArrayList<>();

  @Parameter(defaultValue = "${project.build.directory}/reports", readonly = true, required = true)
  private @Nullable File reportOutputDirectory;

  /** Makes the goal. */
  public ReportMojo() {}

  @Override
  void run(Context context, Scope scope) throws IOException {
    Inspection inspection = inspection(context, scope);
    if (inspection.hasObjects()) {
      inspection.run();
    } else {
      getLog().info("nothing to report: no BPF objects");
    }
  }

  @Override
  public boolean canGenerateReport() throws MavenReportException {
    if (isSkipped()) {
      return false;
    }
    return reported(
        () -> {
          Context context = context();
          return inspection(context, scope(context)).hasObjects();
        });
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    reported(
        () -> {
          Context context = context();
          Scope scope = scope(context);
          List<ObjectSummary> summaries = inspection(context, scope).run();
          deleteAllBut(summaries);
          new ObjectsPage(sink).write(getName(locale), outputName(), summaries);
          return true;
        });
  }

  /** Pages of objects that are there no longer would be published. */
  private void deleteAllBut(List<ObjectSummary> summaries) throws IOException {
    Path directory = directory();
    Set<Path> pages =
        summaries.stream()
            .map(summary -> directory.resolve(summary.document()))
            .collect(Collectors.toSet());
    for (Path page : InputFiles.below(directory, ".html")) {
      if (!pages.contains(page)) {
        OutputFiles.delete(new OutputRoot(directory), page);
      }
    }
  }

  private Path directory() {
    return injected(reportOutputDirectory).toPath().resolve(outputName());
  }

  private Inspection inspection(Context context, Scope scope) {
    InspectRequest request =
        new InspectRequest(
            objects.stream().map(context::path).toList(),
            List.of(scope.objects(context), scope.programs(context)),
            Format.HTML,
            types,
            Optional.of(directory()));
    return new Inspection(request, new MojoLog(getLog()), text -> {});
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws IOException;
  }

  /** Runs a step whose failures are told as those of a report are. */
  private static <T> T reported(Step<T> step) throws MavenReportException {
    try {
      return step.run();
    } catch (InputException e) {
      throw new MavenReportException(Messages.lines(e.getMessage()), e);
    } catch (IOException e) {
      throw new MavenReportException(Messages.line(String.valueOf(e.getMessage())), e);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still demands it
  public String getOutputName() {
    return outputName();
  }

  private String outputName() {
    return isOfTests() ? "bpf-test-objects" : "bpf-objects";
  }

  @Override
  public String getName(Locale locale) {
    return isOfTests() ? "BPF Test Objects" : "BPF Objects";
  }

  private boolean isOfTests() {
    return scope(context()) == Scope.TEST;
  }

  @Override
  public String getDescription(Locale locale) {
    return "Programs, maps and layouts of compiled BPF objects.";
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public File getReportOutputDirectory() {
    return injected(reportOutputDirectory);
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    reportOutputDirectory = directory;
  }

  @Override
  public boolean isExternalReport() {
    return false;
  }
}
