package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.internal.call.Lazy;
import dev.bpfj.libbpf.link.LinkType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The kernel's functions that release links, one a type, by which it shows what it has: a kernel
 * that was built without a type of link has stubs for the functions that attach it, but none of
 * these. No system call tells.
 */
final class LinkFunctions {
  private static final Path SYMBOLS = Path.of("/proc/kallsyms");
  private static final int TYPE = 17; // behind 16 digits and a space

  private static final Map<LinkType, Set<String>> RELEASES =
      Map.ofEntries(
          Map.entry(LinkType.RAW_TRACEPOINT, Set.of("bpf_raw_tp_link_release")),
          Map.entry(LinkType.TRACING, Set.of("bpf_tracing_link_release")),
          Map.entry(LinkType.CGROUP, Set.of("bpf_cgroup_link_release")),
          Map.entry(LinkType.ITER, Set.of("bpf_iter_link_release")),
          Map.entry(LinkType.NETNS, Set.of("bpf_netns_link_release")),
          Map.entry(LinkType.XDP, Set.of("bpf_xdp_link_release")),
          Map.entry(LinkType.PERF_EVENT, Set.of("bpf_perf_link_release")),
          Map.entry(LinkType.KPROBE_MULTI, Set.of("bpf_kprobe_multi_link_release")),
          Map.entry(LinkType.STRUCT_OPS, Set.of("bpf_struct_ops_map_link_dealloc")),
          Map.entry(LinkType.NETFILTER, Set.of("bpf_nf_link_release")),
          Map.entry(LinkType.TCX, Set.of("tcx_link_release")),
          Map.entry(LinkType.UPROBE_MULTI, Set.of("bpf_uprobe_multi_link_release")),
          Map.entry(LinkType.NETKIT, Set.of("netkit_link_release")),
          Map.entry(LinkType.SOCKMAP, Set.of("sock_map_link_release")));

  // Read once: there are some hundred thousand symbols.
  private static final Lazy<Set<String>> FOUND = new Lazy<>(LinkFunctions::read);

  private LinkFunctions() {}

  static Support has(LinkType type) {
    Set<String> functions = RELEASES.get(type);
    Set<String> found = found();
    if (functions == null || found.isEmpty()) {
      return Support.UNKNOWN;
    }
    return found.containsAll(functions) ? Support.YES : Support.NO;
  }

  /** Those of them that the kernel has; none if its symbols cannot be read. */
  private static Set<String> found() {
    try {
      return FOUND.get();
    } catch (UncheckedIOException e) {
      return Set.of();
    }
  }

  private static Set<String> read() {
    Set<String> wanted = new HashSet<>();
    RELEASES.values().forEach(wanted::addAll);
    Set<String> found = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(SYMBOLS, StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // address, type, name, and of a module's symbol a tab and the module; some compilers
        // change functions and put a dot and a word behind the name
        String name = line.substring(Math.min(line.length(), TYPE + 2)).split("[\t.]", 2)[0];
        if (wanted.contains(name)) {
          found.add(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(found);
  }
}
