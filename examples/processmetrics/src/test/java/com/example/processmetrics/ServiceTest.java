package com.example.processmetrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class ServiceTest {
  private static final String COMMAND = "metrics-test";

  @Test
  void servesWhatTheKernelCounted() throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Service service = new Service(anyPort)) {
      Thread failing = new Thread(ServiceTest::failThrice, COMMAND);
      failing.start();
      failing.join();
      for (int i = 0; i < 2; i++) {
        new ProcessBuilder("/bin/sh", "-c", "exit 0").start().waitFor();
      }

      List<String> metrics = get(service.port());
      assertThat(metrics)
          .contains(
              "syscall_failures_total{command=\"" + COMMAND + "\",error=\"ENOTDIR\"} 3.0",
              "syscall_failures_uncounted_total 0.0",
              "# TYPE process_lifetime_seconds histogram");
      // Of other processes, too.
      assertThat(value(metrics, "process_executions_total ")).isGreaterThanOrEqualTo(2);
      assertThat(value(metrics, "process_lifetime_seconds_count ")).isGreaterThanOrEqualTo(2);
      assertThat(value(metrics, "process_lifetime_seconds_sum ")).isPositive();
      assertThat(value(metrics, "process_lifetime_seconds_bucket{le=\"+Inf\"} "))
          .isEqualTo(value(metrics, "process_lifetime_seconds_count "));
    }
  }

  private static void failThrice() {
    for (int i = 0; i < 3; i++) {
      assertThat(new File("/dev/null/file")).doesNotExist();
    }
  }

  private static List<String> get(int port) throws Exception {
    URI uri = URI.create("http://localhost:" + port + "/metrics");
    try (InputStream body = uri.toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static double value(List<String> metrics, String name) {
    return metrics.stream()
        .filter(metric -> metric.startsWith(name))
        .mapToDouble(metric -> Double.parseDouble(metric.substring(name.length())))
        .sum();
  }
}
