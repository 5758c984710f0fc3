package dev.bpfj.selftests.howto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpfj.libbpf.hook.Iter;
import dev.bpfj.progs.HowtoIterateSkel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

/** How-to: iterating over what the kernel has. */
final class Processes {
  private Processes() {}

  static List<String> list() throws IOException {
    try (HowtoIterateSkel skel = HowtoIterateSkel.openAndLoad();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(skel.progs().everyTask().attach(Iter.all()).read(), UTF_8))) {
      return lines.lines().toList();
    }
  }
}
