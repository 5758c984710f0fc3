package dev.bpfj.libbpf.link;

import dev.bpfj.libbpf.internal.call.InfoCall;
import java.util.function.Supplier;

/** Reads {@code perf_event} of {@code struct bpf_link_info}. */
final class PerfLinkReader {
  // enum bpf_perf_event_type
  private static final int UPROBE = 1;
  private static final int URETPROBE = 2;
  private static final int KPROBE = 3;
  private static final int KRETPROBE = 4;
  private static final int TRACEPOINT = 5;
  private static final int EVENT = 6;

  private static final int KIND = 16;
  private static final int NAME = 24;
  private static final int NAME_LENGTH = 32;
  private static final int OFFSET = 36;
  private static final int COOKIE = 40; // but of kprobes
  private static final int KPROBE_ADDRESS = 40;
  private static final int KPROBE_MISSED = 48;
  private static final int KPROBE_COOKIE = 56;
  private static final int EVENT_CONFIG = 24;
  private static final int EVENT_TYPE = 32;
  private static final int ROOM = 4096; // PATH_MAX

  private PerfLinkReader() {}

  /** The kind that the first call returned; none before Linux 6.6. */
  static LinkDetails read(InfoCall first, Supplier<InfoCall> again) {
    int kind = first.getInt(KIND);
    if (kind == EVENT) {
      return new LinkDetails.PerfEvent(
          first.getInt(EVENT_TYPE), first.getLong(EVENT_CONFIG), first.getLong(COOKIE));
    } else if (kind < UPROBE || kind > TRACEPOINT) {
      return new LinkDetails.None();
    }
    InfoCall info = again.get();
    long text = info.buffer(NAME, ROOM);
    info.putInt(NAME_LENGTH, ROOM);
    info.ask();
    String name = InfoCall.text(text);
    return switch (kind) {
      case UPROBE, URETPROBE ->
          new LinkDetails.Uprobe(
              name, info.getUnsigned(OFFSET), info.getLong(COOKIE), kind == URETPROBE);
      case KPROBE, KRETPROBE ->
          new LinkDetails.Kprobe(
              name,
              info.getUnsigned(OFFSET),
              info.getLong(KPROBE_ADDRESS),
              info.getLong(KPROBE_COOKIE),
              kind == KRETPROBE,
              info.getLong(KPROBE_MISSED));
      default -> new LinkDetails.Tracepoint(name, info.getLong(COOKIE));
    };
  }
}
