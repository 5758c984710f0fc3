package dev.bpfj.libbpf;

import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.KprobeMulti;
import dev.bpfj.libbpf.hook.Ksyscall;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.UprobeMulti;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.call.Advice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hook that a section names, such as {@code kprobe/do_unlinkat}. libbpf attaches such programs
 * itself; the hook tells what helps where that fails.
 */
final class SectionHook {
  private static final String SLEEPABLE = ".s";
  private static final Pattern OFFSET = Pattern.compile("\\+(0x)?[0-9a-fA-F]+$");

  private SectionHook() {}

  /** What helps where a section's program cannot be attached as the section says. */
  static Advice advice(String section) {
    return of(section).map(AttachFunctions::advice).orElse(Advice.none());
  }

  /** The hook, if the section names one of those that have advice. */
  static Optional<Hook> of(String section) {
    int slash = section.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    int end = section.startsWith(SLEEPABLE, slash - SLEEPABLE.length()) ? slash - 2 : slash;
    String kind = section.substring(0, end);
    String target = section.substring(slash + 1);
    return switch (kind) {
      case "kprobe" -> Optional.of(Kprobe.entry(target));
      case "kretprobe" -> Optional.of(Kprobe.returning(target));
      case "kprobe.multi", "kretprobe.multi", "kprobe.session" ->
          Optional.of(KprobeMulti.matching(target));
      case "ksyscall", "kretsyscall" -> Optional.of(Ksyscall.entry(target));
      case "tracepoint", "tp" -> Optional.of(tracepoint(target));
      case "raw_tracepoint", "raw_tp" -> Optional.of(RawTracepoint.of(target));
      case "uprobe", "uretprobe" -> Optional.of(uprobe(target));
      case "uprobe.multi", "uretprobe.multi", "uprobe.session" -> Optional.of(uprobes(target));
      case "usdt" -> Optional.of(usdt(target));
      default -> Optional.empty();
    };
  }

  private static Hook tracepoint(String target) {
    String[] parts = target.split("/", 2);
    return Tracepoint.of(parts[0], parts[parts.length - 1]);
  }

  // FILE:FUNCTION+OFFSET
  private static Hook uprobe(String target) {
    int colon = target.lastIndexOf(':');
    String function = OFFSET.matcher(target.substring(colon + 1)).replaceFirst("");
    return Uprobe.function(file(target, colon), function);
  }

  // FILE:PATTERN
  private static Hook uprobes(String target) {
    int colon = target.lastIndexOf(':');
    return UprobeMulti.matching(file(target, colon), target.substring(colon + 1));
  }

  // FILE:PROVIDER:NAME
  private static Hook usdt(String target) {
    int name = target.lastIndexOf(':');
    int provider = target.lastIndexOf(':', name - 1);
    return Usdt.probe(
        file(target, provider),
        target.substring(provider + 1, Math.max(provider + 1, name)),
        target.substring(name + 1));
  }

  private static Path file(String target, int end) {
    return Path.of(target.substring(0, Math.max(0, end)));
  }
}
