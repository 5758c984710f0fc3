package dev.bpfj.maven.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.file.Files;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Machines made of files as Linux shows them. */
public final class KernelFindingsTest extends WithDirectory {
  private static final String BPFFS = "bpf /sys/fs/bpf bpf rw,nosuid,mode=700 0 0\n";
  private static final String TRACEFS = "tracefs /sys/kernel/tracing tracefs rw,nosuid 0 0\n";

  private static final String CAPABILITIES_FIX =
      "run as root, or with CAP_BPF, and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking or"
          + " CAP_SYS_ADMIN for uprobes (systemd: AmbientCapabilities=)";
  private static final String WITHOUT_ADMINISTRATOR =
      "no uprobes, before Linux 6.6 no USDT, nothing opened by its id, no run statistics";

  @BeforeMethod
  void prepare() throws IOException {
    write("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
    write("proc/self/mounts", "proc /proc proc rw 0 0\n" + BPFFS + TRACEFS);
    write("proc/self/status", "Name:\tjava\nCapEff:\t000001ffffffffff\n");
    write("proc/sys/kernel/unprivileged_bpf_disabled", "2\n");
    write("sys/kernel/btf/vmlinux", "types");
    write("sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
    Files.createDirectories(root.resolve("sys/kernel/tracing/events"));
  }

  @Test
  public void isContentWithAMachineThatHasAll() {
    assertThat(new KernelFindings(root).all())
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK))
        .extracting(Finding::found)
        .containsExactly(
            "Linux 6.12.48+deb13-amd64",
            "/sys/kernel/btf/vmlinux",
            "/sys/fs/bpf",
            "/sys/kernel/tracing",
            "none",
            "not allowed, as is usual (2)",
            "CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN, CAP_SYS_ADMIN");
  }

  @DataProvider
  Object[][] faults() {
    return new Object[][] {
      {
        "proc/sys/kernel/osrelease",
        "5.4.0-1",
        "kernel",
        Verdict.MISSING,
        "Linux 5.4.0-1",
        "skeletons load on Linux 5.10 and later"
      },
      {
        "proc/self/mounts",
        TRACEFS,
        "bpffs",
        Verdict.LIMITED,
        "not mounted: nothing can be pinned",
        "mount -t bpf bpf /sys/fs/bpf"
      },
      {
        "proc/self/mounts",
        BPFFS,
        "tracefs",
        Verdict.LIMITED,
        "not mounted: no tracepoints",
        "mount -t tracefs none /sys/kernel/tracing"
      },
      {
        "sys/kernel/security/lockdown",
        "none integrity [confidentiality]",
        "lockdown",
        Verdict.LIMITED,
        "confidentiality: tracing programs cannot read the kernel's memory",
        "boot with lockdown=integrity, or without Secure Boot"
      },
      {
        "proc/self/status",
        "CapEff:\t0000000000000000",
        "capabilities",
        Verdict.MISSING,
        "none of [CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN, CAP_SYS_ADMIN]",
        CAPABILITIES_FIX
      },
      {
        "proc/self/status",
        "CapEff:\t0000008000000000",
        "capabilities",
        Verdict.LIMITED,
        "CAP_BPF; not [CAP_PERFMON, CAP_NET_ADMIN, CAP_SYS_ADMIN]: no programs for tracing, none that"
            + " compute with pointers; no programs for networking; "
            + WITHOUT_ADMINISTRATOR,
        CAPABILITIES_FIX
      },
      {
        "proc/self/status",
        "CapEff:\t000000c000001000",
        "capabilities",
        Verdict.LIMITED,
        "CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN; not [CAP_SYS_ADMIN]: " + WITHOUT_ADMINISTRATOR,
        CAPABILITIES_FIX
      },
      {
        "proc/self/status",
        "CapEff:\t0000000000200000",
        "capabilities",
        Verdict.LIMITED,
        "CAP_SYS_ADMIN; not [CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN]: no filters of classic tc, no"
            + " programs of cgroup_skb",
        CAPABILITIES_FIX
      },
    };
  }

  @Test(dataProvider = "faults")
  public void saysWhatIsWrongAndWhatMendsIt(
      String file, String content, String name, Verdict verdict, String found, String fix)
      throws IOException {
    write(file, content);

    assertThat(new KernelFindings(root).all())
        .filteredOn(finding -> finding.name().equals(name))
        .containsExactly(new Finding("run", name, verdict, found, fix));
  }

  @Test
  public void capabilitiesOfAnAdministratorOfNetworksAreEnough() throws IOException {
    write("proc/self/status", "CapEff:\t0000000000201000");

    assertThat(new KernelFindings(root).all())
        .filteredOn(finding -> finding.name().equals("capabilities"))
        .containsExactly(Finding.ok("run", "capabilities", "CAP_NET_ADMIN, CAP_SYS_ADMIN"));
  }

  @Test
  public void saysThatPerfEventsAreForAdministrators() throws IOException {
    write("proc/self/status", "CapEff:\t000000c000001000");
    write("proc/sys/kernel/perf_event_paranoid", "3\n");

    assertThat(new KernelFindings(root).all())
        .filteredOn(finding -> finding.name().equals("capabilities"))
        .extracting(Finding::found)
        .containsExactly(
            "CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN; not [CAP_SYS_ADMIN]: "
                + WITHOUT_ADMINISTRATOR
                + "; no kprobes, tracepoints and perf events on a kernel as Debian's while"
                + " kernel.perf_event_paranoid is above 2, which is 3");
  }

  @Test
  public void saysThatTheKernelHasNoTypes() throws IOException {
    Files.delete(root.resolve("sys/kernel/btf/vmlinux"));

    assertThat(new KernelFindings(root).all())
        .filteredOn(finding -> finding.name().equals("kernel BTF"))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.LIMITED);
  }

  @Test
  public void saysThatAMachineWithoutProcIsNoLinux() throws IOException {
    TestFiles.delete(root.resolve("proc"));

    assertThat(new KernelFindings(root).all())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.MISSING);
  }

  private void write(String file, String content) throws IOException {
    TestFiles.write(root.resolve(file), content);
  }
}
