package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.compile.CompilerCheck;
import dev.bpfj.maven.doctor.Doctor;
import dev.bpfj.maven.doctor.DoctorDocument;
import dev.bpfj.maven.doctor.Finding;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Checks this machine for everything that is needed to build (JDK, Maven, clang, headers), to run
 * (kernel, BTF, bpffs, tracefs, lockdown, this process's capabilities, libbpf) and to test on other
 * kernels (QEMU, busybox, KVM). For each it reports what was found, whether that suffices, and how
 * to fix it. It changes nothing, and succeeds whatever it finds; libbpf is loaded in a separate
 * JVM.
 *
 * <pre>{@code
 * mvn dev.bpfj:bpf-maven-plugin:VERSION:doctor
 * }</pre>
 *
 * @since 0.9.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends ArtifactMojo {

  /**
   * The format of the report, which is written to standard output: text, or JSON, whose members are
   * stable. Maven 4 marks each line without {@code --raw-streams}. Values: text, json.
   *
   * <pre>{@code <format>json</format>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.format", defaultValue = "text")
  private String format = "text";

  /**
   * The compiler, as for {@code bpf:compile}. Values: bundled, or a file.
   *
   * <pre>{@code <clang>clang-19</clang>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.clang")
  private @Nullable String clang;

  @Parameter(defaultValue = "${maven.version}", readonly = true, required = true)
  private @Nullable String mavenVersion;

  /**
   * Makes the goal.
   *
   * @param repositorySystem resolves libbpf-binding
   */
  @Inject
  public DoctorMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  @Override
  void run(Context context, Scope scope) throws IOException, InterruptedException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new InputException(
          "bpf.format: no such format: value=" + format + ", expected=text or json");
    }
    CompilerCheck compiler =
        new CompilerCheck(clang == null ? "" : clang, System.getenv(), toolchain(context));
    String binding = "dev.bpfj:libbpf-binding:" + context.pluginVersion();
    List<Finding> findings =
        new Doctor(
                injected(mavenVersion),
                compiler,
                () -> artifacts().resolveWithDependencies(binding))
            .findings();
    System.out.print(
        format.equals("json") ? DoctorDocument.json(findings) : DoctorDocument.text(findings));
  }
}
