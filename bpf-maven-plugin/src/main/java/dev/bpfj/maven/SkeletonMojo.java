package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.skeleton.GenerateRequest;
import dev.bpfj.maven.skeleton.JavaPackage;
import dev.bpfj.maven.skeleton.SkeletonGeneration;
import dev.bpfj.maven.target.TargetArch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/**
 * Generates a Java class, the skeleton, from each compiled BPF object, with a method for every map,
 * program, link and global variable. {@code test_skeleton.bpf.o} becomes {@code TestSkeletonSkel}.
 * The object itself becomes a class path resource beside the class, so that a jar contains both.
 *
 * <p>It needs no clang, no libbpf, no privilege and no Linux. In a project it adds the sources and
 * the resources to the build; it also runs without a project:
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:skeleton
 *     -Dbpf.objects=DIR -Dbpf.outputDirectory=DIR -Dbpf.package=P
 * }</pre>
 *
 * <p>A skeleton is regenerated only if its object, a parameter, a template or the plugin has
 * changed. Stale files of earlier runs are deleted from the output directories, together with their
 * copies in {@code target/classes}. Nothing outside these directories is written or deleted, also
 * not through symbolic links. Copies of objects that this goal made are not treated as input, even
 * if they are in a directory that is searched.
 *
 * @since 0.9.0
 */
@Mojo(
    name = "skeleton",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresProject = false,
    threadSafe = true)
public final class SkeletonMojo extends ScopedMojo {

  /**
   * The objects: files, or directories that are searched recursively for {@code *.bpf.o} files. All
   * skeletons get the same package. Default: {@code target/bpf}, where {@code bpf:compile} writes
   * them, and {@code src/main/bpf}, for precompiled objects. Comma-separated on the command line.
   *
   * <pre>{@code
   * <objects>
   *   <object>target/bpf</object>
   *   <object>lib/vendor_probe.bpf.o</object>
   * </objects>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.objects")
  private List<File> objects = new ArrayList<>();

  /**
   * The root directory of the generated sources, which becomes a source root of the project.
   * Default: {@code target/generated-sources/bpf}.
   *
   * <pre>{@code <outputDirectory>target/skeletons</outputDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.outputDirectory")
  private @Nullable File outputDirectory;

  /**
   * The root directory that the objects are copied to, which becomes a resource directory of the
   * project. Default: {@code bpf.outputDirectory} if that is set, so that each object is beside its
   * class's source, else {@code target/generated-resources/bpf}.
   *
   * <pre>{@code <resourceDirectory>target/objects</resourceDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.resourceDirectory")
  private @Nullable File resourceDirectory;

  private @Nullable String packageName;

  /**
   * Class names for objects that should not be named after their file, as {@code object=Class}. The
   * object is given by its file name, or by its path relative to the searched directory if two have
   * the same name. A class must not have the name of a class that skeletons use, such as {@code
   * String} or {@code BpfMap}. Comma-separated on the command line.
   *
   * <pre>{@code
   * <names>
   *   <name>drop.bpf.o=PacketDropper</name>
   *   <name>ingress/filter.bpf.o=IngressFilter</name>
   * </names>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.names")
  private List<String> names = new ArrayList<>();

  /**
   * C types to generate classes for although no map or global variable uses them, such as those of
   * ring buffer records. At least one object must have each of them in its BTF, which omits types
   * that only local variables use. Comma-separated on the command line.
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

  /**
   * The architectures that the programs were compiled for, as for {@code bpf:compile}, which writes
   * the objects of each to a subdirectory such as {@code target/bpf/arm64}. All objects of a
   * program get one class, with one resource per object ({@code drop.arm64.bpf.o}); at run time it
   * opens the object for the machine's architecture. Variables, types, maps and programs must be
   * the same for all architectures. An object outside these subdirectories is for all machines, as
   * all objects are without this parameter. Values: x86_64, arm64, arm, s390x, ppc64le, ppc64,
   * riscv64, loongarch64, mips64el, mips64, sparc64, arc. Comma-separated on the command line.
   *
   * <pre>{@code
   * <targets>
   *   <target>x86_64</target>
   *   <target>arm64</target>
   * </targets>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.targets")
  private List<String> targets = new ArrayList<>();

  /**
   * A directory with Velocity templates that replace the built-in ones of the same name.
   *
   * <pre>{@code <templates>src/main/skeleton-templates</templates>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.templates")
  private @Nullable File templates;

  private final BuildContext buildContext;

  /**
   * Makes the goal.
   *
   * @param buildContext the IDE that runs the build
   */
  @Inject
  public SkeletonMojo(BuildContext buildContext) {
    this.buildContext = buildContext;
  }

  /**
   * The package of the skeletons. Default: the project's group id, with an underscore for each
   * character that Java does not allow in a name. Required without a project. It must not begin
   * with {@code java.} or contain invisible characters.
   *
   * <pre>{@code <package>com.example.probes</package>}</pre>
   *
   * @param name the package
   * @since 0.9.0
   */
  @Parameter(property = "bpf.package", alias = "packageName")
  public void setPackage(String name) {
    this.packageName = name;
  }

  @Override
  void run(Context context, Scope scope) throws IOException, InterruptedException {
    GenerateRequest request = request(context, scope);
    new SkeletonGeneration(request, new MojoLog(getLog())).run();
    GenerateRequest.Output output = request.output();
    // Maven 4 lets nobody add to its stub project.
    if (context.hasProject()) {
      scope.add(context.project(), output.sources(), output.resources());
    }
    IdeBuild ide = new IdeBuild(buildContext, context.commandLine());
    ide.refresh(output.sources());
    ide.refresh(output.resources());
  }

  private GenerateRequest request(Context context, Scope scope) throws IOException {
    return new GenerateRequest(
        objects.stream().map(context::path).toList(),
        List.of(scope.objects(context), scope.programs(context)),
        TargetArch.named(targets),
        output(context, scope),
        new GenerateRequest.Naming(packageOf(context), names),
        new GenerateRequest.Content(
            types, Optional.ofNullable(templates).map(context::path), context.pluginIdentity()));
  }

  private GenerateRequest.Output output(Context context, Scope scope) {
    Path usual = scope.generatedSources(context);
    Path sources = context.path(outputDirectory, usual);
    Path beside = sources.equals(usual) ? scope.generatedResources(context) : sources;
    Path resources = context.path(resourceDirectory, beside);
    Optional<Path> classes =
        context.hasProject() ? Optional.of(scope.classes(context.project())) : Optional.empty();
    return new GenerateRequest.Output(sources, resources, classes, context.stateFile(sources));
  }

  private String packageOf(Context context) {
    if (packageName != null && !packageName.isEmpty()) {
      return packageName;
    }
    if (!context.hasProject()) {
      throw new InputException(
          "bpf.package: not given, and no project to take it from; name the skeletons' package, such"
              + " as -Dbpf.package=com.example.probes");
    }
    return JavaPackage.of(context.project().getGroupId());
  }
}
