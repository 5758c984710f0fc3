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
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Java class, the skeleton, of each compiled BPF object: with a method for every map,
 * program, link and global variable. {@code test_skeleton.bpf.o} becomes {@code TestSkeletonSkel}.
 * The object itself becomes a class path resource beside the class, so that a jar has both.
 *
 * <p>It needs no clang, no libbpf, no privilege and no Linux. Bound in a POM it adds the sources
 * and the resources to the project; it also runs outside any project:
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:skeleton
 *     -Dbpf.objects=DIR -Dbpf.outputDirectory=DIR -Dbpf.package=P
 * }</pre>
 *
 * <p>Only what changed is made again: an object's content, a parameter, a template, the plugin.
 * What an earlier run wrote and this one would not is deleted, if it lies in the directories that
 * this one writes to, with what Maven copied of it to {@code target/classes}. Nothing else is
 * written or deleted, symbolic links counted. The copies of the objects are no objects to make
 * skeletons of, where they lie in a directory that is searched.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "skeleton",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresProject = false,
    threadSafe = true)
public final class SkeletonMojo extends ScopedMojo {

  /**
   * The objects: files, and directories whose {@code *.bpf.o} files are taken, those in directories
   * below them too. All skeletons get the same package. Without it: {@code target/bpf}, where
   * {@code bpf:compile} puts them, and {@code src/main/bpf}, for objects that come compiled. On the
   * command line separated by commas.
   *
   * <pre>{@code
   * <objects>
   *   <object>target/bpf</object>
   *   <object>lib/vendor_probe.bpf.o</object>
   * </objects>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.objects")
  private List<File> objects = new ArrayList<>();

  /**
   * The root directory of the generated sources, which becomes a source root of the project.
   * Without it: {@code target/generated-sources/bpf}.
   *
   * <pre>{@code <outputDirectory>target/skeletons</outputDirectory>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.outputDirectory")
  private @Nullable File outputDirectory;

  /**
   * The root directory that the objects are copied to, which becomes a resource directory of the
   * project. Without it: {@code target/generated-resources/bpf}; but if {@code bpf.outputDirectory}
   * is set, that directory, so that each object lies beside its class's source.
   *
   * <pre>{@code <resourceDirectory>target/objects</resourceDirectory>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.resourceDirectory")
  private @Nullable File resourceDirectory;

  private @Nullable String packageName;

  /**
   * Classes for objects that are not to be called after their file: lines {@code object=Class}, the
   * object by its file name, or by its path below its directory where two have the same name. A
   * class must not have the name of one that skeletons refer to, such as {@code String} or {@code
   * BpfMap}. On the command line separated by commas.
   *
   * <pre>{@code
   * <names>
   *   <name>drop.bpf.o=PacketDropper</name>
   *   <name>ingress/filter.bpf.o=IngressFilter</name>
   * </names>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.names")
  private List<String> names = new ArrayList<>();

  /**
   * C types to make classes of although no map and no global variable names them, such as those of
   * ring buffer records. One object has to have each of them: BTF does not have a type that only
   * local variables are of. On the command line separated by commas.
   *
   * <pre>{@code
   * <types>
   *   <type>event</type>
   * </types>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.types")
  private List<String> types = new ArrayList<>();

  /**
   * The architectures that the programs were compiled for, as for {@code bpf:compile}, which puts
   * their objects into a directory each, such as {@code target/bpf/arm64}. The objects of a program
   * get one class, with a resource for each of them ({@code drop.arm64.bpf.o}), which takes at run
   * time the one of the machine's architecture. All variables, types, maps and programs must be the
   * same for each. An object that lies in no such directory is for all machines, as all are without
   * this parameter. On the command line separated by commas.
   *
   * <pre>{@code
   * <targets>
   *   <target>x86_64</target>
   *   <target>arm64</target>
   * </targets>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.targets")
  private List<String> targets = new ArrayList<>();

  /**
   * A directory with Velocity templates that take the place of the built-in ones of the same name.
   *
   * <pre>{@code <templates>src/main/skeleton-templates</templates>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.templates")
  private @Nullable File templates;

  /** Makes the goal. */
  public SkeletonMojo() {}

  /**
   * The package of the skeletons. Without it: the project's group id, with what Java does not allow
   * in a name made an underscore. Outside any project it must be given. It must not begin with
   * {@code java.}, nor have characters that do not show.
   *
   * <pre>{@code <package>com.example.probes</package>}</pre>
   *
   * @param name the package
   * @since 0.1.0
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
    scope.add(context.project(), output.sources(), output.resources());
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
    if (packageName != null) {
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
