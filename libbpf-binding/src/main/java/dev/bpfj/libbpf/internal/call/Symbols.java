package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import java.util.List;
import java.util.Map;

/**
 * The functions that came to libbpf after 1.0, the oldest one that is supported. Distributions ship
 * old ones, and what they lack shows when it is called.
 */
public final class Symbols {
  // As libbpf.map has them.
  private static final Map<String, String> SINCE =
      Map.ofEntries(
          Map.entry("bpf_link__update_map", "1.2"),
          Map.entry("bpf_program__attach_netfilter", "1.3"),
          Map.entry("bpf_program__attach_netkit", "1.3"),
          Map.entry("bpf_program__attach_tcx", "1.3"),
          Map.entry("bpf_program__attach_uprobe_multi", "1.3"),
          Map.entry("bpf_program__attach_raw_tracepoint_opts", "1.4"),
          Map.entry("bpf_map__set_autoattach", "1.5"),
          Map.entry("bpf_program__attach_sockmap", "1.5"),
          Map.entry("bpf_object__prepare", "1.6"),
          Map.entry("bpf_program__attach_cgroup_opts", "1.6"),
          Map.entry("bpf_program__attach_tracing_multi", "1.8"));

  private Symbols() {}

  /**
   * The exception for a function that could not be called.
   *
   * @param function its name
   * @param subject what it was to be done to
   * @param error what calling it gave
   * @return the exception, to be thrown
   */
  static UnsupportedFeatureException missing(
      String function, String subject, UnsatisfiedLinkError error) {
    if (Native.library().address(function) != 0) {
      throw error; // then it is something else that is missing
    }
    UnsupportedFeatureException missing =
        new UnsupportedFeatureException(
            function, subject, function, minimum(function), LibbpfVersion.text());
    missing.initCause(error);
    return missing;
  }

  /** The version that brought a function. */
  static String minimum(String function) {
    String since = SINCE.get(function);
    return since == null ? "a newer libbpf" : "libbpf " + since;
  }

  /**
   * What the loaded libbpf lacks.
   *
   * @return names of functions, sorted, each with the version that brought it, as {@code
   *     bpf_object__prepare (1.6)}
   */
  public static List<String> absent() {
    return SINCE.keySet().stream()
        .filter(function -> Native.library().address(function) == 0)
        .map(function -> function + " (" + SINCE.get(function) + ")")
        .sorted()
        .toList();
  }

  /** All that is known, as {@code bpf_object__prepare} and {@code 1.6}. */
  static Map<String, String> table() {
    return SINCE;
  }
}
