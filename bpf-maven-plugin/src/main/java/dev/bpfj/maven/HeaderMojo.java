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

/** Base class of the goals that can generate a {@code vmlinux.h}. */
abstract class HeaderMojo extends ArtifactMojo {

  /**
   * The kernel whose types {@code vmlinux.h} has. Values: 5.10, 6.1, 6.12, 7.3, or a file. A name,
   * one of {@code bpf:kernel-test}'s, is downloaded from the Debian mirror that this machine's apt
   * uses, and cached. A file is raw BTF such as {@code /sys/kernel/btf/vmlinux}, a {@code vmlinux},
   * a {@code vmlinuz} or a {@code .deb} with one. If several are given, separated by commas, each
   * target uses the first of its architecture. Default: Debian 13's Linux 6.12 for x86-64, arm64,
   * riscv64 or s390x, whose types come with the plugin and are the same on every machine.
   *
   * <pre>{@code <vmlinuxKernel>/sys/kernel/btf/vmlinux</vmlinuxKernel>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.kernel")
  private @Nullable String vmlinuxKernel;

  /**
   * A module of that kernel whose types are added to {@code vmlinux.h}: its raw BTF, such as {@code
   * /sys/kernel/btf/veth}, or its {@code .ko} file, compressed or not.
   *
   * <pre>{@code <vmlinuxModule>/sys/kernel/btf/veth</vmlinuxModule>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.module")
  private @Nullable String vmlinuxModule;

  /**
   * The types to include in {@code vmlinux.h}, for a header of some 30 KB instead of 2.5 MB: names
   * of structs, unions, enums, typedefs and enum constants. Everything that they contain is
   * included too, and so is everything that libbpf's {@code bpf_helpers.h} needs; types that they
   * only point to are declared but not defined. Default: all types. Comma-separated on the command
   * line.
   *
   * <pre>{@code
   * <vmlinuxTypes>
   *   <vmlinuxType>task_struct</vmlinuxType>
   *   <vmlinuxType>BPF_F_CURRENT_CPU</vmlinuxType>
   * </vmlinuxTypes>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.types")
  private List<String> vmlinuxTypes = new ArrayList<>();

  /**
   * Whether the structs of {@code vmlinux.h} have the attribute {@code preserve_access_index},
   * which turns accesses to their members into CO-RE relocations, so that a program also runs on
   * kernels whose structs have a different layout.
   *
   * <pre>{@code <vmlinuxPreserveAccessIndex>false</vmlinuxPreserveAccessIndex>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.preserveAccessIndex", defaultValue = "true")
  private boolean vmlinuxPreserveAccessIndex;

  /**
   * A file that defines further kernel names, in the format of {@code bpf:kernel-test}.
   *
   * <pre>{@code <vmlinuxKernelList>src/test/kernels.list</vmlinuxKernelList>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.kernelList")
  private @Nullable File vmlinuxKernelList;

  /**
   * The Debian mirror to download kernels from. Default: the one that this machine's apt uses.
   *
   * <pre>{@code <vmlinuxMirror>http://mirror.example.com/debian</vmlinuxMirror>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.vmlinux.mirror")
  private @Nullable String vmlinuxMirror;

  @Parameter(defaultValue = "${settings.offline}", readonly = true)
  private boolean offline;

  HeaderMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  /** The kernels that the user configured. */
  final List<String> kernels() {
    return vmlinuxKernel == null
        ? List.of()
        : Arrays.stream(vmlinuxKernel.split(",")).map(String::strip).toList();
  }

  /** The request for the {@code vmlinux.h} of an architecture. */
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
