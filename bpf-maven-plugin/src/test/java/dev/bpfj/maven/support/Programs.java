package dev.bpfj.maven.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in C and the objects that clang makes of them. */
public final class Programs {
  /** A whole BPF program with one global variable. */
  public static final String COUNTER =
      """
      #include <linux/bpf.h>
      #include <bpf/bpf_helpers.h>

      int count = 0;

      SEC("raw_tp/sys_enter")
      int on_enter(void *ctx)
      {
      	count++;
      	return 0;
      }

      char LICENSE[] SEC("license") = "GPL";
      """;

  private Programs() {}

  /** Compiles with clang, for BPF unless a flag says otherwise. */
  public static Path compile(Path object, String source, String... flags)
      throws IOException, InterruptedException {
    Files.createDirectories(object.getParent());
    List<String> command = new ArrayList<>(List.of("clang-14", "-O2", "--target=bpf"));
    command.addAll(List.of("-idirafter", "/usr/include/x86_64-linux-gnu"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-x", "c", "-c", "-", "-o", object.toString()));
    Process clang = new ProcessBuilder(command).redirectErrorStream(true).start();
    clang.getOutputStream().write(source.getBytes(StandardCharsets.UTF_8));
    clang.getOutputStream().close();
    String output = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (clang.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + "\n" + output);
    }
    return object;
  }
}
