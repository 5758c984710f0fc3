package com.example.portguard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * {@code GET /counters}, {@code GET /blocked}, {@code PUT /blocked/53}, {@code DELETE /blocked/53},
 * on the loopback interface.
 */
public final class Endpoint implements AutoCloseable {
  private final PortGuard guard;
  private final HttpServer server;

  public Endpoint(PortGuard guard, int port) throws IOException {
    this.guard = guard;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/counters", this::counters);
    server.createContext("/blocked", this::blocked);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void counters(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        guard.counters().stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  private void blocked(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (method.equals("GET") && path.equals("/blocked")) {
      answer(
          exchange,
          200,
          guard.blocked().stream().map(port -> port + "\n").collect(Collectors.joining()));
    } else if (path.matches("/blocked/[0-9]{1,5}")) {
      int port = Integer.parseInt(path.substring("/blocked/".length()));
      try {
        switch (method) {
          case "PUT" -> {
            guard.block(port);
            answer(exchange, 200, "");
          }
          case "DELETE" -> answer(exchange, guard.unblock(port) ? 200 : 404, "");
          default -> answer(exchange, 405, "");
        }
      } catch (IllegalArgumentException e) {
        answer(exchange, 400, e.getMessage() + "\n");
      }
    } else {
      answer(exchange, 404, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
