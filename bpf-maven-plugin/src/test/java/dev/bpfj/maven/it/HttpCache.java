package dev.bpfj.maven.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A build cache over HTTP, as builds of several machines share one: it keeps what is put there. */
public final class HttpCache implements AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final HttpServer server;

  private HttpCache(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of this machine. */
  public static HttpCache start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HttpCache cache = new HttpCache(server);
    server.createContext("/", cache::handle);
    server.start();
    return cache;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many files it has. */
  public int files() {
    return files.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] file = files.get(path);
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          files.put(path, exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(201, -1);
        }
        case "HEAD" -> exchange.sendResponseHeaders(file == null ? 404 : 200, -1);
        default -> {
          if (file == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
            exchange.getResponseBody().write(file);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
