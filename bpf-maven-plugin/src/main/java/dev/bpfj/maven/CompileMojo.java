package dev.bpfj.maven;

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
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compiles BPF programs written in C with clang: every {@code *.bpf.c} file below the source
 * directory becomes a {@code *.bpf.o} file at the same place below the object directory, with BTF,
 * ready for {@code bpf:skeleton}.
 *
 * <p>Only what changed is compiled again: a source, a header that it includes, an option, or clang
 * itself. An object whose source is gone is deleted. Objects do not depend on the directory that
 * the project lies in.
 *
 * <p>Besides {@code -g -O2 -Wall --target=bpfel} (or {@code bpfeb}) clang gets {@code
 * -D__TARGET_ARCH_*} and what the kernel's headers ask for of the architecture's own compilers,
 * such as {@code -D__x86_64__}.
 *
 * <p>Headers come with the plugin and are the same on every machine: libbpf's ({@code
 * bpf/bpf_helpers.h} and its companions), the kernel's for the architecture ({@code linux/bpf.h}
 * and all others), and of the C library's {@code errno.h}, {@code string.h}, {@code time.h}, {@code
 * netinet/in.h}, {@code sys/socket.h} and {@code sys/types.h}. They are unpacked into the cache
 * directory once. This machine's own headers are used only where {@code includeDirectories} names
 * their directory.
 *
 * <p>Headers of other projects come from dependencies with the classifier {@code bpf-headers}, of
 * any scope but {@code test}, which is for the programs of tests alone: all files of such a jar are
 * found below its root. They are looked for after {@code includeDirectories} and before those that
 * come with the plugin. Such dependencies are not transitive.
 *
 * <p>Where a program includes {@code vmlinux.h} and there is none in the directories that are
 * searched, it is made, for each target: of the kernel that {@code bpf.vmlinux.kernel} names, or of
 * one that is the same on every machine, but never of the machine's own by itself.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresProject = false,
    threadSafe = true)
public final class CompileMojo extends HeaderMojo {

  /**
   * The compiler: a path, a name that is looked up on the {@code PATH}, or {@code bundled} for the
   * one that comes as a Maven artifact ({@code org.bytedeco:llvm}, 147 MB on Linux; resolved when
   * it is first needed and unpacked into the cache directory). Without it {@code clang} is taken
   * from the {@code PATH}, else the newest {@code clang-NN} there, if it is clang 14 or newer and
   * has the BPF target; else the bundled one.
   *
   * <pre>{@code <clang>clang-19</clang>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.clang")
  private @Nullable String clang;

  /**
   * The directory of the sources. All {@code *.bpf.c} files in it and below are compiled; one that
   * does not exist has none. Without it: {@code src/main/bpf}.
   *
   * <pre>{@code <sourceDirectory>src/main/c</sourceDirectory>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.sourceDirectory")
  private @Nullable File sourceDirectory;

  /**
   * The directory of the objects. Without it: {@code target/bpf}.
   *
   * <pre>{@code <objectDirectory>target/objects</objectDirectory>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.objectDirectory")
  private @Nullable File objectDirectory;

  /**
   * Directories in which headers are looked for, before those that come with the plugin. The
   * directory of the source that includes a header is always searched first. On the command line
   * separated by commas.
   *
   * <pre>{@code
   * <includeDirectories>
   *   <includeDirectory>src/main/include</includeDirectory>
   * </includeDirectories>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.includeDirectories")
  private List<File> includeDirectories = new ArrayList<>();

  /**
   * The BPF instruction set, as clang's {@code -mcpu} takes it: {@code v1} to {@code v4}. {@code
   * v3} runs on every kernel from 5.1, {@code v4} from 6.6.
   *
   * <pre>{@code <cpu>v4</cpu>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.cpu", defaultValue = "v3")
  private String cpu = "v3";

  /**
   * The architectures of the kernels that the programs are for: {@code x86_64}, {@code arm64},
   * {@code arm}, {@code s390x}, {@code ppc64le}, {@code ppc64}, {@code riscv64}, {@code
   * loongarch64}, {@code mips64el}, {@code mips64}, {@code sparc64} or {@code arc}; other names
   * that libbpf or {@code uname -m} have for them are understood too. The programs are compiled for
   * each of them, to a directory of its name below the object directory, such as {@code
   * target/bpf/arm64}: {@code __TARGET_ARCH_} and libbpf's name are defined, the objects have its
   * byte order, and the kernel's headers and {@code vmlinux.h} are those of this architecture.
   * {@code bpf:skeleton} needs the same list. Without it: the architecture of the machine that
   * compiles, and no such directories. On the command line separated by commas.
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
   * More flags for clang, separated by white space; quotes keep white space, as in a shell. They
   * come after all others, so they win.
   *
   * <pre>{@code <cflags>-DMAX_ENTRIES=1024 -Werror</cflags>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.cflags")
  private @Nullable String cflags;

  /**
   * Makes the goal.
   *
   * @param repositorySystem resolves the bundled compiler
   */
  @Inject
  public CompileMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  @Override
  void run(Context context, Scope scope) throws IOException, InterruptedException {
    MojoLog log = new MojoLog(getLog());
    ReleaseSupport.warning(context.project()).map(Messages::line).ifPresent(log::warn);
    CompileRequest request = request(context, scope);
    List<CompileTarget> all = new ArrayList<>();
    if (targets.isEmpty()) {
      all.add(target(context, scope.headers(context), request, Optional.empty()));
    }
    for (TargetArch named : TargetArch.named(targets)) {
      Path headers = scope.headers(context).resolve(named.name());
      all.add(target(context, headers, request, Optional.of(named)));
    }
    new BpfCompiler(request, toolchain(context), all, log).run(System.getenv());
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
