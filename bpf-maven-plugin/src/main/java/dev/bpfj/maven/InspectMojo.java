package dev.bpfj.maven;

import dev.bpfj.maven.inspect.Format;
import dev.bpfj.maven.inspect.InspectRequest;
import dev.bpfj.maven.inspect.Inspection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what compiled BPF objects contain: programs, maps, data sections, and the offset and size
 * of each variable and struct member, with the holes between them.
 *
 * <p>Like {@code bpf:skeleton} it needs no clang, no libbpf, no privilege and no Linux, and it also
 * runs without a project:
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:inspect -Dbpf.objects=probe.bpf.o
 * }</pre>
 *
 * @since 0.9.0
 */
@Mojo(name = "inspect", requiresProject = false, threadSafe = true)
public final class InspectMojo extends ScopedMojo {

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
   * The format of the documents: text, JSON, whose members are stable, or HTML, which draws the
   * layouts. Values: text, json, html.
   *
   * <pre>{@code <format>json</format>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.format", defaultValue = "text")
  private String format = "text";

  /**
   * The output directory, which gets one document per object: {@code net/probe.bpf.o} becomes
   * {@code net/probe.json}. Default: {@code target/bpf-inspect} for JSON and HTML; text is printed,
   * even with {@code mvn -q}, so that it can be piped; Maven 4 marks each line without {@code
   * --raw-streams}.
   *
   * <pre>{@code <outputDirectory>target/docs</outputDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.outputDirectory")
  private @Nullable File outputDirectory;

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

  /** Makes the goal. */
  public InspectMojo() {}

  @Override
  void run(Context context, Scope scope) throws IOException {
    Format wanted = Format.of(format);
    InspectRequest request =
        new InspectRequest(
            objects.stream().map(context::path).toList(),
            List.of(scope.objects(context), scope.programs(context)),
            wanted,
            types,
            output(context, wanted));
    new Inspection(request, new MojoLog(getLog()), System.out::print).run();
    System.out.flush();
  }

  private Optional<Path> output(Context context, Format wanted) {
    if (outputDirectory == null && wanted == Format.TEXT) {
      return Optional.empty();
    }
    Path usual = context.buildDirectory().resolve("bpf-inspect");
    return Optional.of(context.path(outputDirectory, usual));
  }
}
