package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.compile.BpfCompiler;
import dev.bpfj.maven.compile.CompileRequest;
import dev.bpfj.maven.compile.CompileTarget;
import dev.bpfj.maven.compile.Flags;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import dev.bpfj.maven.vmlinux.VmlinuxHeader;
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
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compiles BPF programs written in C with clang: every {@code *.bpf.c} file below the source
 * directory becomes a {@code *.bpf.o} file at the same place below the object directory, with BTF,
 * ready for {@code bpf:skeleton}.
 *
 * <p>A source is recompiled only if it, a header that it includes, an option, or clang itself has
 * changed. An object whose source no longer exists is deleted. Objects do not depend on the
 * project's directory.
 *
 * <p>Besides {@code -g -O2 -Wall --target=bpfel} (or {@code bpfeb}) clang gets {@code
 * -D__TARGET_ARCH_*} and the macros that the kernel's headers expect from a compiler for the
 * architecture, such as {@code -D__x86_64__}.
 *
 * <p>Headers come with the plugin and are the same on every machine: libbpf's ({@code
 * bpf/bpf_helpers.h} and its companions), the kernel's for the architecture ({@code linux/bpf.h}
 * and all others), and from the C library {@code errno.h}, {@code string.h}, {@code time.h}, {@code
 * netinet/in.h}, {@code sys/socket.h} and {@code sys/types.h}. They are unpacked once into the
 * cache directory. This machine's own headers are used only if {@code includeDirectories} names
 * their directory.
 *
 * <p>Headers of other projects come from dependencies with the classifier {@code bpf-headers};
 * those of scope {@code test} are used only for the programs of tests. The root of such a jar is an
 * include directory, searched after {@code includeDirectories} and before the headers that come
 * with the plugin. Such dependencies are not transitive.
 *
 * <p>If a program includes {@code vmlinux.h} and none of the searched directories has it, it is
 * generated for each target: from the kernel that {@code bpf.vmlinux.kernel} names, or else from
 * one that is the same on every machine. The running kernel is used only if it is named.
 *
 * @since 0.9.0
 */
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresProject = false,
    threadSafe = true)
public final class CompileMojo extends HeaderMojo {

  /**
   * The compiler. Values: bundled, or a file. A name without a slash is looked up on the {@code
   * PATH}; {@code bundled} is the Maven artifact {@code org.bytedeco:llvm} (147 MB on Linux), which
   * is downloaded when it is first needed and unpacked into the cache directory. Default: {@code
   * clang} from the {@code PATH}, or the newest {@code clang-NN} there, if it is version 14 or
   * later and has the BPF target; otherwise the bundled one.
   *
   * <pre>{@code <clang>clang-19</clang>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.clang")
  private @Nullable String clang;

  /**
   * The source directory. All {@code *.bpf.c} files in it and its subdirectories are compiled; it
   * need not exist. Default: {@code src/main/bpf}.
   *
   * <pre>{@code <sourceDirectory>src/main/c</sourceDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.sourceDirectory")
  private @Nullable File sourceDirectory;

  /**
   * The output directory for the objects. Default: {@code target/bpf}.
   *
   * <pre>{@code <objectDirectory>target/objects</objectDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.objectDirectory")
  private @Nullable File objectDirectory;

  /**
   * Include directories, which are searched before the headers that come with the plugin. The
   * directory of the including source is always searched first. Comma-separated on the command
   * line.
   *
   * <pre>{@code
   * <includeDirectories>
   *   <includeDirectory>src/main/include</includeDirectory>
   * </includeDirectories>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.includeDirectories")
  private List<File> includeDirectories = new ArrayList<>();

  /**
   * The BPF instruction set, as for clang's {@code -mcpu}. Values: v1, v2, v3, v4. {@code v3}
   * requires Linux 5.1, {@code v4} Linux 6.6.
   *
   * <pre>{@code <cpu>v4</cpu>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.cpu", defaultValue = "v3")
  private String cpu = "v3";

  /**
   * The architectures of the kernels that the programs are for. Values: x86_64, arm64, arm, s390x,
   * ppc64le, ppc64, riscv64, loongarch64, mips64el, mips64, sparc64, arc. The names that libbpf and
   * {@code uname -m} use for them are accepted too. The programs are compiled for each of them, to
   * a directory of its name below the object directory, such as {@code target/bpf/arm64}: {@code
   * __TARGET_ARCH_} and libbpf's name are defined, the objects have its byte order, and the
   * kernel's headers and {@code vmlinux.h} are those of this architecture. {@code bpf:skeleton}
   * needs the same list. Default: the architecture of the build machine, without these
   * subdirectories. Comma-separated on the command line.
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
   * Additional flags for clang, separated by white space; quotes protect white space, as in a
   * shell. They come last and so take precedence.
   *
   * <pre>{@code <cflags>-DMAX_ENTRIES=1024 -Werror</cflags>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.cflags")
  private @Nullable String cflags;

  private final BuildContext buildContext;

  /**
   * Makes the goal.
   *
   * @param repositorySystem resolves the bundled compiler
   * @param buildContext the IDE that runs the build
   */
  @Inject
  public CompileMojo(RepositorySystem repositorySystem, BuildContext buildContext) {
    super(repositorySystem);
    this.buildContext = buildContext;
  }

  @Override
  void run(Context context, Scope scope) throws IOException, InterruptedException {
    MojoLog log = new MojoLog(getLog());
    ReleaseSupport.warning(context.project(), context.commandLine())
        .map(Messages::line)
        .ifPresent(log::warn);
    CompileRequest request = request(context, scope);
    List<CompileTarget> all = new ArrayList<>();
    if (targets.isEmpty()) {
      all.add(target(context, scope.headers(context), request, Optional.empty()));
    }
    for (TargetArch named : TargetArch.named(targets)) {
      Path headers = scope.headers(context).resolve(named.name());
      all.add(target(context, headers, request, Optional.of(named)));
    }
    IdeBuild ide = new IdeBuild(buildContext, context.commandLine());
    ide.forget(InputFiles.below(request.sourceDirectory(), ".bpf.c"));
    try {
      new BpfCompiler(request, toolchain(context), all, ide.marking(log)).run(System.getenv());
    } catch (InputException e) {
      ide.mark(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      ide.refresh(request.objectDirectory());
    }
  }

  private CompileTarget target(
      Context context, Path headers, CompileRequest request, Optional<TargetArch> named)
      throws IOException {
    Path objects = request.objectDirectory();
    Optional<TargetArch> architecture = named.or(TargetArch::ofThisMachine);
    VmlinuxHeader header =
        new VmlinuxHeader(
            headerRequest(context, architecture),
            headers.resolve(VmlinuxHeader.NAME),
            new MojoLog(getLog()));
    return new CompileTarget(
        named.map(TargetArch::name).orElse(""),
        architecture,
        named.map(arch -> objects.resolve(arch.name())).orElse(objects),
        new HeaderOnDemand(header, context.stateFile(headers), context.pluginIdentity()));
  }

  private CompileRequest request(Context context, Scope scope) {
    Path objects = context.path(objectDirectory, scope.objects(context));
    return new CompileRequest(
        context.baseDirectory(),
        context.path(sourceDirectory, scope.programs(context)),
        objects,
        context.buildDirectory().resolve("bpf-dependencies"),
        context.stateFile(objects),
        clang == null ? "" : clang,
        new CompileRequest.Options(
            cpu,
            includeDirectories.stream().map(context::path).toList(),
            headerArtifacts(context, scope),
            Flags.split(cflags == null ? "" : cflags)));
  }
}
