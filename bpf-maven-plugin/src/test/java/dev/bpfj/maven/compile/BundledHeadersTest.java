package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Programs that include what the headers have, for several architectures, by real compilers. */
public final class BundledHeadersTest extends WithDirectory {
  private static final String PROGRAM =
      """
      #include <errno.h>
      #include <stdbool.h>
      #include <stddef.h>
      #include <stdint.h>
      #include <string.h>
      #include <time.h>
      #include <netinet/in.h>
      #include <sys/socket.h>
      #include <sys/types.h>
      #include <asm/ptrace.h>
      #include <asm/unistd.h>
      #include <linux/bpf.h>
      #include <linux/fcntl.h>
      #include <linux/if.h>
      #include <linux/if_ether.h>
      #include <linux/in.h>
      #include <linux/in6.h>
      #include <linux/ip.h>
      #include <linux/ipv6.h>
      #include <linux/perf_event.h>
      #include <linux/pkt_cls.h>
      #include <linux/ptrace.h>
      #include <linux/stat.h>
      #include <linux/tcp.h>
      #include <bpf/bpf_core_read.h>
      #include <bpf/bpf_endian.h>
      #include <bpf/bpf_helpers.h>
      #include <bpf/bpf_tracing.h>
      #include <bpf/usdt.bpf.h>

      char LICENSE[] SEC("license") = "GPL";
      struct sockaddr_in from;
      struct sockaddr_storage to;
      int error = ENOENT, family = AF_INET6, type = SOCK_STREAM, level = SOL_SOCKET, call = __NR_openat;

      _Static_assert(sizeof(struct sockaddr) == 16, "sockaddr");
      _Static_assert(sizeof(struct sockaddr_in) == 16, "sockaddr_in");
      _Static_assert(sizeof(struct sockaddr_in6) == 28, "sockaddr_in6");
      _Static_assert(sizeof(struct sockaddr_storage) == 128, "sockaddr_storage");
      _Static_assert(sizeof(ssize_t) == 8 && sizeof(pid_t) == 4 && sizeof(off_t) == 8, "types");
      _Static_assert(__BITS_PER_LONG == 8 * sizeof(long), "bits");

      SEC("kprobe/do_nanosleep")
      int BPF_KPROBE(probed, void *argument)
      {
      	char text[16];
      	memset(text, 0, sizeof(text));
      	bpf_printk("%p", argument);
      	return 0;
      }
      """;

  private static final Path CACHE = Path.of("target/headers").toAbsolutePath();

  @DataProvider
  public static Object[][] compilersAndArchitectures() {
    List<Object[]> rows = new ArrayList<>();
    for (String compiler : List.of("clang-14", "clang", "clang-19")) {
      for (String architecture :
          List.of(
              "x86",
              "arm64",
              "arm",
              "s390",
              "powerpc",
              "ppc64",
              "riscv",
              "loongarch",
              "mips",
              "mips64",
              "sparc",
              "arc")) {
        rows.add(new Object[] {compiler, architecture});
      }
    }
    return rows.toArray(Object[][]::new);
  }

  @Test(dataProvider = "compilersAndArchitectures")
  public void programsIncludeWhatTheyNeedAndNothingOfThisMachine(String compiler, String name)
      throws Exception {
    TargetArch architecture = TargetArch.find(name).orElseThrow();
    List<String> command =
        new ArrayList<>(List.of(compiler, "--target=" + architecture.clangTarget()));
    command.addAll(List.of("-O2", "-Wall", "-Werror"));
    command.addAll(architecture.defines());
    command.addAll(new BundledHeaders(CACHE).options(Optional.of(architecture)));
    Path depfile = root.resolve("all.d");
    command.addAll(List.of("-MD", "-MF", depfile.toString()));
    command.addAll(List.of("-c", TestFiles.write(root.resolve("all.bpf.c"), PROGRAM).toString()));
    command.addAll(List.of("-o", root.resolve("all.bpf.o").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    assertThat(Depfile.prerequisites(Files.readString(depfile)))
        .hasSizeGreaterThan(40)
        .noneMatch(file -> file.startsWith("/usr/include"))
        .anyMatch(file -> file.contains("/arch/" + architecture.macro() + "/asm/"));
  }

  @Test
  public void anArchitectureThatIsNotKnownHasHeadersToo() throws Exception {
    assertThat(new BundledHeaders(CACHE).options(Optional.empty()))
        .isEqualTo(new BundledHeaders(CACHE).options(TargetArch.find("x86")));
  }

  @Test
  public void areUnpackedOnce() throws Exception {
    List<String> options = new BundledHeaders(root).options(Optional.empty());
    SortedMap<String, FileTime> before = TestFiles.times(root);
    assertThat(before).hasSizeGreaterThan(1000);

    assertThat(new BundledHeaders(root).options(Optional.empty())).isEqualTo(options);
    assertThat(TestFiles.times(root)).isEqualTo(before);
  }

  @Test
  public void aCacheThatCannotBeWrittenIsNamedWithTheOptionThatNamesAnother() throws Exception {
    Path file = TestFiles.write(root.resolve("cache"), "");

    assertThatThrownBy(() -> new BundledHeaders(file).options(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageEndingWith("; -Dbpf.cacheDirectory=DIRECTORY names another place");
  }
}
