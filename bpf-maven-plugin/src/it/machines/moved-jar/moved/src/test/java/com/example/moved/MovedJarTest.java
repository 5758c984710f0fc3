package com.example.moved;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import com.example.minimal.MinimalSkel;
import com.example.runqslower.RunqslowerSkel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

/** Runs in guests of two architectures, with the same jars. */
public class MovedJarTest {
  private static final Pattern REPORT =
      Pattern.compile("process (\\d+): (\\d+) system calls, the last one \\d+ us ago");

  @Test
  public void programCountsItsSystemCalls() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.example.minimal.Main")
            .redirectErrorStream(true)
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(program.waitFor(), 0, output);
    List<String> lines = output.lines().toList();
    assertEquals(lines.size(), 5, output);
    long before = 0;
    for (String line : lines) {
      Matcher report = REPORT.matcher(line);
      assertTrue(report.matches(), line);
      assertEquals(Long.parseLong(report.group(1)), program.pid(), line);
      assertTrue(Long.parseLong(report.group(2)) > before, output);
      before = Long.parseLong(report.group(2));
    }
  }

  @Test
  public void jarsAreTold() throws Exception {
    tell("minimal", MinimalSkel.class);
    tell("runqslower", RunqslowerSkel.class);
  }

  private static void tell(String name, Class<?> type) throws Exception {
    URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Path.of(jar)));
    System.out.printf(
        "%s on %s: %s%n",
        name, System.getProperty("os.arch"), HexFormat.of().formatHex(digest));
  }
}
