package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import dev.bpfj.maven.vmlinux.HeaderRequest;
import dev.bpfj.maven.vmlinux.VmlinuxHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Kprobes read their arguments where the target's kernel has them: with {@code vmlinux.h} from the
 * same places as with the header of registers that this kernel gives to user space.
 */
public final class TargetRegistersTest extends WithDirectory {
  private static final Pattern LOAD =
      Pattern.compile("\\*\\(u64 \\*\\)\\(r1 \\+ (0x[0-9a-f]+|[0-9]+)\\)");

  private static final String PROGRAM =
      """
      #include <bpf/bpf_helpers.h>
      #include <bpf/bpf_tracing.h>

      #define STORE(value) asm volatile("*(u64 *)(r10 - 8) = %0" :: "r"(value) : "memory")

      SEC("kprobe/probed")
      int probed(struct pt_regs *ctx)
      {
      	STORE((unsigned long)PT_REGS_PARM1(ctx));
      	STORE((unsigned long)PT_REGS_PARM2(ctx));
      	STORE((unsigned long)PT_REGS_PARM5(ctx));
      	STORE((unsigned long)PT_REGS_RC(ctx));
      	STORE((unsigned long)PT_REGS_SP(ctx));
      	STORE((unsigned long)PT_REGS_IP(ctx));
      	return 0;
      }
      """;

  @DataProvider
  public static Object[][] targets() {
    // The first argument's offset in the kernel's struct pt_regs: di, regs[0], a0, gprs[2].
    return new Object[][] {
      {"x86_64", 112L}, {"arm64", 0L}, {"riscv64", 80L}, {"s390x", 40L},
    };
  }

  @Test(dataProvider = "targets")
  public void argumentsAreReadFromTheSamePlacesWithVmlinuxHAsWithTheKernelsHeaders(
      String name, long firstArgument) throws Exception {
    TestFiles.write(root.resolve("src/types.bpf.c"), "#include \"vmlinux.h\"\n" + PROGRAM);
    TestFiles.write(
        root.resolve("src/headers.bpf.c"),
        "#include <linux/bpf.h>\n#include <linux/ptrace.h>\n" + PROGRAM);

    compile(name);

    List<Long> places = loads(name, "types");
    assertThat(places).hasSize(6).startsWith(firstArgument).isEqualTo(loads(name, "headers"));
  }

  private void compile(String name) throws Exception {
    TestLog log = new TestLog();
    Optional<TargetArch> architecture = TargetArch.find(name);
    Path base = root;
    Sources none = Sources.cachedIn(base.resolve("cache"));
    HeaderRequest header =
        new HeaderRequest(List.of(), "", architecture, List.of(), true, base, base, none);
    HeaderOnDemand vmlinux =
        new HeaderOnDemand(
            new VmlinuxHeader(header, base.resolve("headers/vmlinux.h"), log),
            new StateFile(base.resolve("header-state"), new OutputRoot(base)),
            "test");
    CompileRequest request =
        new CompileRequest(
            base,
            base.resolve("src"),
            base.resolve("obj"),
            base.resolve("artifacts"),
            new StateFile(base.resolve("state"), new OutputRoot(base)),
            "",
            new CompileRequest.Options("v3", List.of(), List.of(), List.of()));
    Toolchain toolchain =
        new Toolchain(
            new BundledClang(coordinates -> base, base, log),
            new BundledHeaders(Path.of("target/headers").toAbsolutePath()));
    CompileTarget target =
        new CompileTarget(name, architecture, base.resolve("obj").resolve(name), vmlinux);
    new BpfCompiler(request, toolchain, List.of(target), log).run(System.getenv());
  }

  private List<Long> loads(String target, String program) throws Exception {
    Path object = root.resolve("obj").resolve(target).resolve(program + ".bpf.o");
    Process process =
        new ProcessBuilder("llvm-objdump-19", "-d", "--no-show-raw-insn", object.toString())
            .redirectErrorStream(true)
            .start();
    String code = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(code).isZero();
    List<Long> offsets = new ArrayList<>();
    Matcher load = LOAD.matcher(code);
    while (load.find()) {
      offsets.add(Long.decode(load.group(1)));
    }
    return offsets;
  }
}
