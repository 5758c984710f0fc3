package com.example.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.probe.KernelProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples that run until they are ended leave nothing in the kernel, however they are ended.
 */
@Tag("vm")
class EndsCleanlyTest {
  private static final Pattern HELD = Pattern.compile("(prog|map|link)_id:\\s*(\\d+)");
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(2);
  private static final int PAUSE_MS = 20;
  private static final int ENOENT = 2;
  private static final Map<String, List<String>> ARGUMENTS =
      Map.of(
          "runqslower", List.of("1000000"),
          "opensnoop", List.of("--failed"),
          "xdpfilter", List.of("lo", "192.0.2.0/24", "2001:db8::/32"),
          "gctrace", List.of(Long.toString(ProcessHandle.current().pid())),
          "tcpconnect", List.of(),
          "egresspolicy", List.of("--deny=192.0.2.0/24", cgroups()),
          "processmetrics", List.of("--port=0"));

  static Stream<Arguments> endings() {
    return list("tools").flatMap(tool -> list("signals").map(signal -> Arguments.of(tool, signal)));
  }

  private static Stream<String> list(String property) {
    return Stream.of(System.getProperty(property).split(","));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void nothingIsLeft(String tool, String signal) throws Exception {
    boolean hasLinks = !tool.equals("xdpfilter") || KernelProbe.linkType(LinkType.TCX).isYes();
    assumeTrue(hasLinks || !signal.equals("KILL"), "requires kernel 6.6: links of tc");
    Process process = start(tool);
    Map<String, TreeSet<Integer>> held;
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).as(tool).isNotNull(); // it is attached
      held = held(process);
      assertThat(held.get("prog")).isNotEmpty();
      assertThat(held.get("map")).isNotEmpty();
      send(signal, process);
      assertThat(process.waitFor(LIMIT, TimeUnit.NANOSECONDS)).isTrue();
      assertThat(process.exitValue())
          .isEqualTo(128 + Map.of("TERM", 15, "INT", 2, "KILL", 9).get(signal));
      assertThat(output.lines()).noneMatch(line -> line.contains("Exception"));
    } finally {
      process.destroyForcibly();
    }
    awaitGone(held.get("link"), BpfLink::ofId);
    awaitGone(held.get("prog"), ProgramHandle::ofId);
    awaitGone(held.get("map"), MapHandle::ofId);
  }

  private static Process start(String tool) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("com.example." + tool + ".Main");
    command.addAll(ARGUMENTS.get(tool));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String cgroups() {
    Path both = Path.of("/sys/fs/cgroup/unified"); // where there are version 1 and 2
    return (Files.isDirectory(both) ? both : Path.of("/sys/fs/cgroup")).toString();
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** What a process has descriptors of, by the kernel's ids. */
  private static Map<String, TreeSet<Integer>> held(Process process) throws IOException {
    Map<String, TreeSet<Integer>> held = new HashMap<>();
    Stream.of("prog", "map", "link").forEach(kind -> held.put(kind, new TreeSet<>()));
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fdinfo");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        Matcher matcher = HELD.matcher(read(file));
        while (matcher.find()) {
          held.get(matcher.group(1)).add(Integer.valueOf(matcher.group(2)));
        }
      }
    }
    return held;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return ""; // closed meanwhile
    }
  }

  /**
   * The kernel frees things a while after they were let go: some not before every thread has slept,
   * so that this one must.
   */
  private static void awaitGone(TreeSet<Integer> ids, IntFunction<AutoCloseable> open)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT;
    for (int id : ids) {
      while (exists(id, open)) {
        assertThat(System.nanoTime()).as("id %d is still there", id).isLessThan(deadline);
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  private static boolean exists(int id, IntFunction<AutoCloseable> open) throws Exception {
    try (AutoCloseable found = open.apply(id)) {
      return true;
    } catch (BpfException e) {
      assertThat(e.errno()).isEqualTo(ENOENT);
      return false;
    }
  }
}
