package dev.bpfj.selftests.howto;

import dev.bpfj.progs.HowtoToolSkel;
import java.util.Optional;

/** A tool that the guide shows beside the same one in C, Rust and Go. */
final class Tool {
  private Tool() {}

  static String report(long process, long thread) {
    try (HowtoToolSkel skel = HowtoToolSkel.open()) {
      skel.rodata().process(process);
      skel.load();
      skel.attach();
      Optional<Long> count = skel.maps().threads().lookup(thread); // a typed map
      return "%d calls, %d of this thread".formatted(skel.bss().calls(), count.orElse(0L));
    }
  }
}
