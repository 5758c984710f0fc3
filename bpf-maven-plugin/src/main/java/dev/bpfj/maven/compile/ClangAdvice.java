package dev.bpfj.maven.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Advice on the clang errors that newcomers see most often: missing headers and redefinitions. */
final class ClangAdvice {
  private static final Pattern MISSING = Pattern.compile("error: '([^']+)' file not found");

  /** The error that bpf_helpers.h causes without the types that it relies on. */
  private static final Pattern NO_TYPES =
      Pattern.compile("unknown type name '(__[us](?:8|16|32|64))'");

  private static final Pattern NO_VMLINUX =
      Pattern.compile("fatal error: 'vmlinux\\.h' file not found");
  private static final Pattern REDEFINITION =
      Pattern.compile("error: (\\w+ )?rede(finition|claration) ");
  // A header of the kernel's interface, as clang names it.
  private static final Pattern KERNEL_HEADER =
      Pattern.compile("/(linux|asm|asm-generic)/\\S+\\.h:\\d+:");

  /** Headers of the C library that newcomers include, and that do not come with the plugin. */
  private static final Set<String> C_LIBRARY =
      Set.of(
          "arpa/inet.h",
          "assert.h",
          "ctype.h",
          "fcntl.h",
          "inttypes.h",
          "math.h",
          "pthread.h",
          "signal.h",
          "stdio.h",
          "stdlib.h",
          "unistd.h");

  private ClangAdvice() {}

  /** Whether a program includes {@code vmlinux.h}, and there is none. */
  static boolean lacksVmlinux(String output) {
    return NO_VMLINUX.matcher(output).find();
  }

  /**
   * Advice on an output.
   *
   * @param output clang's output
   * @return one line per piece of advice; empty if there is nothing to add to clang's own messages
   */
  static List<String> of(String output) {
    Set<String> advice = new LinkedHashSet<>();
    Matcher missing = MISSING.matcher(output);
    while (missing.find()) {
      advice.addAll(header(missing.group(1)));
    }
    Matcher types = NO_TYPES.matcher(output);
    if (types.find() && advice.isEmpty()) {
      advice.add(
          types.group(1)
              + ": include vmlinux.h or <linux/bpf.h> before the headers of libbpf, which have no types"
              + " of their own");
    }
    if (isTwice(output)) {
      advice.add(
          "vmlinux.h has all types of the kernel, also those of <linux/bpf.h> and the kernel's other"
              + " headers, so that a program includes one or the other: remove the #include of"
              + " linux/ and asm/ headers, and define the macros that are needed of them");
    }
    return List.copyOf(advice);
  }

  private static boolean isTwice(String output) {
    return REDEFINITION.matcher(output).find()
        && output.contains("vmlinux.h:")
        && KERNEL_HEADER.matcher(output).find();
  }

  private static List<String> header(String name) {
    List<String> advice = new ArrayList<>();
    if (name.endsWith("/vmlinux.h")) {
      advice.add(name + ": the types of a kernel; include \"vmlinux.h\", which bpf:compile makes");
    } else if (name.startsWith("bpf/")) {
      advice.add(
          name
              + ": not among libbpf's headers for programs, which come with the plugin; name the"
              + " directory that has "
              + name
              + " by -Dbpf.includeDirectories=DIRECTORY");
    } else if (name.matches(
        "bpf_(helpers|tracing|core_read|endian|helper_defs)\\.h|usdt\\.bpf\\.h")) {
      advice.add(name + ": a header of libbpf; include it as <bpf/" + name + ">");
    } else if (name.matches("(linux|asm|asm-generic)/.*")) {
      advice.add(
          name
              + ": not among the kernel's headers for user space, which come with the plugin;"
              + " vmlinux.h has the types of the kernel's other headers");
    } else if (C_LIBRARY.contains(name) || name.startsWith("gnu/stubs")) {
      advice.add(
          name
              + ": a header of the C library, whose functions BPF programs cannot call; the types"
              + " are in <linux/types.h> and vmlinux.h");
    }
    return advice;
  }
}
