package com.example.processmetrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Answers HTTP requests for {@code /metrics}. */
public final class Service implements AutoCloseable {
  private final ProcessMetrics metrics;
  private final HTTPServer server;

  /**
   * Starts counting, and serving.
   *
   * @param address where to listen; port 0 takes a free one
   * @throws IOException if it cannot listen there
   */
  public Service(InetSocketAddress address) throws IOException {
    metrics = new ProcessMetrics();
    try {
      PrometheusRegistry registry = new PrometheusRegistry();
      registry.register(metrics);
      server =
          HTTPServer.builder()
              .inetAddress(address.getAddress())
              .port(address.getPort())
              .registry(registry)
              .buildAndStart();
    } catch (IOException | RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Stops serving, and counting; nothing is left in the kernel. */
  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
