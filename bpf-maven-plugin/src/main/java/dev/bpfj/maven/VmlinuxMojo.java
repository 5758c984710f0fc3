package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.VmlinuxHeader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code vmlinux.h}, a kernel's types as a C header, so that BPF programs can access kernel
 * structs without the kernel's sources. The kernel's BTF is read in Java: neither bpftool nor
 * privileges nor Linux are needed.
 *
 * <p>{@code bpf:compile} generates the header itself if a program includes it and there is none.
 * Use this goal for the header of another kernel, to read a header, or to commit one:
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:vmlinux -Dbpf.vmlinux.kernel=/sys/kernel/btf/vmlinux \
 *   -Dbpf.vmlinux.types=task_struct,sock -Dbpf.vmlinux.file=src/main/bpf/vmlinux.h
 * }</pre>
 *
 * @since 0.9.0
 */
@Mojo(name = "vmlinux", requiresProject = false, threadSafe = true)
public final class VmlinuxMojo extends HeaderMojo {

  /**
   * The header's file. Default: {@code target/vmlinux.h}.
   *
   * <pre>{@code <vmlinuxFile>src/main/bpf/vmlinux.h</vmlinuxFile>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.file")
  private @Nullable File vmlinuxFile;

  /**
   * The architectures of the kernels, as for {@code bpf:compile}. Values: x86_64, arm64, arm,
   * s390x, ppc64le, ppc64, riscv64, loongarch64, mips64el, mips64, sparc64, arc. Each gets a header
   * in a subdirectory named after it, such as {@code target/arm64/vmlinux.h}. Default: a single
   * header, from the kernel that {@code bpf.vmlinux.kernel} names, whatever its architecture, or
   * else for this machine's architecture.
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
   * Makes the goal.
   *
   * @param repositorySystem resolves artifacts
   */
  @Inject
  public VmlinuxMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  @Override
  void run(Context context, Scope scope) throws IOException {
    Path usual = context.buildDirectory().resolve(VmlinuxHeader.NAME);
    Path file = context.path(vmlinuxFile, usual);
    if (targets.isEmpty()) {
      Optional<TargetArch> any = Optional.empty();
      write(context, kernels().isEmpty() ? TargetArch.ofThisMachine() : any, file);
    }
    for (TargetArch target : TargetArch.named(targets)) {
      Path directory = file.resolveSibling(target.name());
      write(context, Optional.of(target), directory.resolve(file.getFileName()));
    }
  }

  private void write(Context context, Optional<TargetArch> architecture, Path file)
      throws IOException {
    if (file.toFile().isDirectory()) {
      throw new InputException(
          file + ": a directory: parameter=bpf.vmlinux.file; name the header's file");
    }
    new VmlinuxHeader(headerRequest(context, architecture), file, new MojoLog(getLog())).write();
  }
}
