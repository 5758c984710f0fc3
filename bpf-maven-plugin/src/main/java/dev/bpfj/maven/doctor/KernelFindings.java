package dev.bpfj.maven.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what the running kernel supports, and what it allows this process. Only reads files. */
final class KernelFindings {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final Map<String, Integer> CAPABILITIES = capabilities();
  private static final String CAPABILITIES_FIX =
      "run as root, or with CAP_BPF, and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking or"
          + " CAP_SYS_ADMIN for uprobes (systemd: AmbientCapabilities=)";

  /** Above it, kernels as Debian's give perf events to who has CAP_SYS_ADMIN alone. */
  private static final int PERF_EVENT_PARANOID_LIMIT = 2;

  private final Path root;

  /**
   * The findings of a machine.
   *
   * @param root the directory that contains {@code proc} and {@code sys}
   */
  KernelFindings(Path root) {
    this.root = root;
  }

  List<Finding> all() {
    if (!Files.isDirectory(root.resolve("proc/self"))) {
      return List.of(
          Finding.missing(
              Finding.RUN,
              "kernel",
              "os.name=" + System.getProperty("os.name", "") + ": no Linux",
              "build here, run on Linux"));
    }
    return List.of(
        release(), btf(), bpffs(), tracefs(), lockdown(), unprivileged(), capabilitiesOfProcess());
  }

  private Finding release() {
    String release = read("proc/sys/kernel/osrelease").orElse("");
    Matcher matcher = RELEASE.matcher(release);
    boolean recent =
        matcher.matches()
            && Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2))
                >= 5 * 10_000 + 10;
    return recent
        ? Finding.ok(Finding.RUN, "kernel", "Linux " + release)
        : Finding.missing(
            Finding.RUN, "kernel", "Linux " + release, "skeletons load on Linux 5.10 and later");
  }

  private Finding btf() {
    Path file = root.resolve("sys/kernel/btf/vmlinux");
    return Files.isReadable(file)
        ? Finding.ok(Finding.RUN, "kernel BTF", "/sys/kernel/btf/vmlinux")
        : Finding.limited(
            Finding.RUN,
            "kernel BTF",
            "no /sys/kernel/btf/vmlinux: no CO-RE relocations, no fentry, fexit or lsm programs",
            "a kernel with CONFIG_DEBUG_INFO_BTF=y, or a file with its types by"
                + " OpenOptions.withBtfCustomPath");
  }

  private Finding bpffs() {
    Optional<String> place = mounted("bpf");
    return place.isPresent()
        ? Finding.ok(Finding.RUN, "bpffs", place.get())
        : Finding.limited(
            Finding.RUN,
            "bpffs",
            "not mounted: nothing can be pinned",
            "mount -t bpf bpf /sys/fs/bpf");
  }

  private Finding tracefs() {
    Optional<String> place = mounted("tracefs");
    if (place.isEmpty()) {
      return Finding.limited(
          Finding.RUN,
          "tracefs",
          "not mounted: no tracepoints",
          "mount -t tracefs none /sys/kernel/tracing");
    }
    // Readable for root alone, whatever the capabilities of others.
    return Files.isReadable(root.resolve(place.get().substring(1)).resolve("events"))
        ? Finding.ok(Finding.RUN, "tracefs", place.get())
        : Finding.limited(
            Finding.RUN,
            "tracefs",
            place.get() + ", not readable for this user: no tracepoints",
            "run as root, or mount -o remount,mode=755 " + place.get());
  }

  private Finding lockdown() {
    String modes = read("sys/kernel/security/lockdown").orElse("");
    if (modes.contains("[confidentiality]")) {
      return Finding.limited(
          Finding.RUN,
          "lockdown",
          "confidentiality: tracing programs cannot read the kernel's memory",
          "boot with lockdown=integrity, or without Secure Boot");
    }
    return Finding.ok(
        Finding.RUN, "lockdown", modes.contains("[integrity]") ? "integrity" : "none");
  }

  private Finding unprivileged() {
    String disabled = read("proc/sys/kernel/unprivileged_bpf_disabled").orElse("");
    return Finding.ok(
        Finding.RUN,
        "unprivileged BPF",
        disabled.equals("0")
            ? "allowed for socket filters (unprivileged_bpf_disabled=0)"
            : "not allowed, as is usual" + (disabled.isEmpty() ? "" : " (" + disabled + ")"));
  }

  /** What is missed for want of which is tried by the selftests; the site's page has the table. */
  private Finding capabilitiesOfProcess() {
    long effective = effective();
    List<String> has = new ArrayList<>();
    List<String> lacks = new ArrayList<>();
    CAPABILITIES.forEach((name, bit) -> ((effective >>> bit & 1) != 0 ? has : lacks).add(name));
    String found = has.isEmpty() ? "none of " + CAPABILITIES.keySet() : String.join(", ", has);
    if (!has.contains("CAP_BPF") && !has.contains("CAP_SYS_ADMIN")) {
      return Finding.missing(Finding.RUN, "capabilities", found, CAPABILITIES_FIX);
    }
    List<String> missed = missed(lacks);
    return missed.isEmpty()
        ? Finding.ok(Finding.RUN, "capabilities", found)
        : Finding.limited(
            Finding.RUN,
            "capabilities",
            found + "; not " + lacks + ": " + String.join("; ", missed),
            CAPABILITIES_FIX);
  }

  private List<String> missed(List<String> lacks) {
    boolean isAdministrator = !lacks.contains("CAP_SYS_ADMIN");
    List<String> missed = new ArrayList<>();
    if (!isAdministrator && lacks.contains("CAP_PERFMON")) {
      missed.add("no programs for tracing, none that compute with pointers");
    }
    if (lacks.contains("CAP_NET_ADMIN")) {
      missed.add(
          isAdministrator
              ? "no filters of classic tc, no programs of cgroup_skb"
              : "no programs for networking");
    }
    if (!isAdministrator) {
      missed.add(
          "no uprobes, before Linux 6.6 no USDT, nothing opened by its id, no run statistics");
      int paranoid = perfEventParanoid();
      if (paranoid > PERF_EVENT_PARANOID_LIMIT) {
        missed.add(
            "no kprobes, tracepoints and perf events on a kernel as Debian's while"
                + " kernel.perf_event_paranoid is above 2, which is "
                + paranoid);
      }
    }
    return missed;
  }

  private int perfEventParanoid() {
    String setting = read("proc/sys/kernel/perf_event_paranoid").orElse("");
    return setting.matches("-?\\d{1,9}") ? Integer.parseInt(setting) : PERF_EVENT_PARANOID_LIMIT;
  }

  private long effective() {
    return read("proc/self/status")
        .orElse("")
        .lines()
        .filter(line -> line.startsWith("CapEff:"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
        .findFirst()
        .orElse(0L);
  }

  /** Where a file system of a type is mounted. */
  private Optional<String> mounted(String type) {
    return read("proc/self/mounts")
        .orElse("")
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > 2 && fields[2].equals(type))
        .map(fields -> fields[1])
        .findFirst();
  }

  private Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file)).strip());
    } catch (IOException e) {
      return Optional.empty(); // not there, or not for this user: the same to who looks for it
    }
  }

  private static Map<String, Integer> capabilities() {
    Map<String, Integer> bits = new LinkedHashMap<>();
    bits.put("CAP_BPF", 39);
    bits.put("CAP_PERFMON", 38);
    bits.put("CAP_NET_ADMIN", 12);
    bits.put("CAP_SYS_ADMIN", 21);
    return bits;
  }
}
