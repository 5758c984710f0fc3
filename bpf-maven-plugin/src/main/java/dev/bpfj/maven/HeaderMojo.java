package dev.bpfj.maven;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.HeaderRequest;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What goals have in common that may write a {@code vmlinux.h}. */
abstract class HeaderMojo extends ArtifactMojo {

  /**
   * The kernel whose types {@code vmlinux.h} has: a file, which is raw BTF such as {@code
   * /sys/kernel/btf/vmlinux}, a {@code vmlinux}, a {@code vmlinuz} or a {@code .deb} with one; or a
   * name that {@code bpf:kernel-test} knows, such as {@code 6.12}, which is fetched from the Debian
   * mirror that this machine's apt uses and kept. Of several, separated by commas, each target gets
   * the first whose types are those of its architecture. Without it: Linux 6.12 of Debian 13 for
   * x86-64, arm64, riscv64 or s390x, whose types come with the plugin, the same on every machine.
   *
   * <pre>{@code <vmlinuxKernel>/sys/kernel/btf/vmlinux</vmlinuxKernel>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.kernel")
  private @Nullable String vmlinuxKernel;

  /**
   * A module of that kernel whose types {@code vmlinux.h} has too: its raw BTF such as {@code
   * /sys/kernel/btf/veth}, or its {@code .ko} file, compressed or not.
   *
   * <pre>{@code <vmlinuxModule>/sys/kernel/btf/veth</vmlinuxModule>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.module")
  private @Nullable String vmlinuxModule;

  /**
   * The types that {@code vmlinux.h} has, for a header of a few kilobytes in place of three
   * megabytes: names of structs, unions, enums and typedefs, and of constants of enums. What they
   * contain comes with them, and what libbpf's {@code bpf_helpers.h} needs; what they only point to
   * is declared and not defined. Without it: all types. On the command line separated by commas.
   *
   * <pre>{@code
   * <vmlinuxTypes>
   *   <vmlinuxType>task_struct</vmlinuxType>
   *   <vmlinuxType>BPF_F_CURRENT_CPU</vmlinuxType>
   * </vmlinuxTypes>
   * }</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.types")
  private List<String> vmlinuxTypes = new ArrayList<>();

  /**
   * Whether the structs of {@code vmlinux.h} have the attribute {@code preserve_access_index}:
   * accesses to their members then become CO-RE relocations, so that a program runs on kernels
   * whose structs have another layout.
   *
   * <pre>{@code <vmlinuxPreserveAccessIndex>false</vmlinuxPreserveAccessIndex>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.preserveAccessIndex", defaultValue = "true")
  private boolean vmlinuxPreserveAccessIndex;

  /**
   * A list of further kernels that have a name, in the format of {@code bpf:kernel-test}.
   *
   * <pre>{@code <vmlinuxKernelList>src/test/kernels.list</vmlinuxKernelList>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.kernelList")
  private @Nullable File vmlinuxKernelList;

  /**
   * A Debian archive to fetch kernels from. Without it: the one that this machine's apt uses.
   *
   * <pre>{@code <vmlinuxMirror>http://mirror.example.com/debian</vmlinuxMirror>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.vmlinux.mirror")
  private @Nullable String vmlinuxMirror;

  @Parameter(defaultValue = "${settings.offline}", readonly = true)
  private boolean offline;

  HeaderMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  /** The kernels that the user named. */
  final List<String> kernels() {
    return vmlinuxKernel == null
        ? List.of()
        : Arrays.stream(vmlinuxKernel.split(",")).map(String::strip).toList();
  }

  /** What a {@code vmlinux.h} for an architecture is to be made of. */
  final HeaderRequest headerRequest(Context context, Optional<TargetArch> architecture) {
    return new HeaderRequest(
        kernels(),
        vmlinuxModule == null ? "" : vmlinuxModule,
        architecture,
        vmlinuxTypes,
        vmlinuxPreserveAccessIndex,
        context.baseDirectory(),
        context.buildDirectory().resolve("bpf-vmlinux"),
        new Sources(
            cache(context, "kernels"),
            Optional.ofNullable(vmlinuxMirror),
            Optional.ofNullable(vmlinuxKernelList).map(context::path),
            offline));
  }
}
