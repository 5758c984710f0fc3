package dev.bpfj.maven.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What mends the complaints of clang that newcomers get most: headers that are not there. */
final class ClangAdvice {
  private static final Pattern MISSING = Pattern.compile("error: '([^']+)' file not found");

  /** What bpf_helpers.h looks like without the types that it takes for granted. */
  private static final Pattern NO_TYPES =
      Pattern.compile("unknown type name '(__[us](?:8|16|32|64))'");

  private ClangAdvice() {}

  /**
   * Advice on an output.
   *
   * @param output what clang said
   * @param sources the directory of the sources
   * @return a line for each thing to do, none where clang's words are all there is to say
   */
  static List<String> of(String output, Path sources) {
    Set<String> advice = new LinkedHashSet<>();
    Matcher missing = MISSING.matcher(output);
    while (missing.find()) {
      advice.addAll(header(missing.group(1), sources));
    }
    Matcher types = NO_TYPES.matcher(output);
    if (types.find() && advice.isEmpty()) {
      advice.add(
          types.group(1)
              + ": include vmlinux.h or <linux/bpf.h> before the headers of libbpf, which have no types"
              + " of their own");
    }
    return List.copyOf(advice);
  }

  private static List<String> header(String name, Path sources) {
    List<String> advice = new ArrayList<>();
    if (name.equals("vmlinux.h") || name.endsWith("/vmlinux.h")) {
      advice.add(
          name
              + ": the types of a kernel; make it of the running one's by: bpftool btf dump file"
              + " /sys/kernel/btf/vmlinux format c > "
              + sources.resolve(name)
              + " (Debian: apt-get install bpftool)");
    } else if (name.startsWith("bpf/")) {
      advice.add(
          name
              + ": a header of libbpf; install them (Debian and Ubuntu: apt-get install libbpf-dev;"
              + " Fedora: dnf install libbpf-devel), or name the directory that has "
              + name
              + " by -Dbpf.includeDirectories=DIRECTORY");
    } else if (name.matches(
        "bpf_(helpers|tracing|core_read|endian|helper_defs)\\.h|usdt\\.bpf\\.h")) {
      advice.add(name + ": a header of libbpf; include it as <bpf/" + name + ">");
    } else if (name.matches("(linux|asm|asm-generic)/.*")) {
      advice.add(
          name
              + ": a header of the kernel; install those for programs (Debian and Ubuntu: apt-get"
              + " install linux-libc-dev; Fedora: dnf install kernel-headers); if it is none of"
              + " them, vmlinux.h has its types");
    } else if (name.startsWith("gnu/stubs")) {
      advice.add(
          "a header of the C library is included, whose functions BPF programs cannot call; the types"
              + " are in <linux/types.h> and vmlinux.h");
    }
    return advice;
  }
}
