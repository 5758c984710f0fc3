package com.example.portguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.portguard.PortguardSkel.Target;
import com.example.portguard.PortguardSkel.Traffic;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.test.memory.InMemoryKernel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs no kernel and no privilege. */
class EndpointTest {
  private final InMemoryKernel kernel = InMemoryKernel.withCpus(2);
  private PortguardSkel skel;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    skel = PortguardSkel.open(kernel.options());
    skel.load();
    endpoint = new Endpoint(new PortGuard(skel), 0);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    skel.close();
  }

  @Test
  void blocksPortsUntilTheyAreUnblocked() throws Exception {
    assertEquals(200, request("PUT", "/blocked/53").statusCode());
    assertEquals(200, request("PUT", "/blocked/7").statusCode());
    assertEquals("7\n53\n", request("GET", "/blocked").body());
    assertTrue(skel.maps().blocked().lookup(53).isPresent());

    assertEquals(200, request("DELETE", "/blocked/53").statusCode());
    assertEquals(404, request("DELETE", "/blocked/53").statusCode());
    assertEquals("7\n", request("GET", "/blocked").body());
  }

  @Test
  void rejectsWhatIsNoPort() throws Exception {
    HttpResponse<String> answer = request("PUT", "/blocked/65536");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("65536"), answer.body());
    assertEquals(404, request("PUT", "/blocked/dns").statusCode());
    assertEquals("", request("GET", "/blocked").body());
  }

  @Test
  void showsTheSumsOfAllProcessors() throws Exception {
    // What the program does, on two processors.
    skel.maps()
        .counters()
        .update(
            new Target().port(53).protocol(17),
            PerCpu.of(
                List.of(
                    new Traffic().packets(2).bytes(120),
                    new Traffic().packets(1).bytes(60).dropped(1))));
    skel.maps()
        .counters()
        .update(new Target().port(443).protocol(6), PerCpu.all(new Traffic().packets(1).bytes(54)));

    assertEquals(
        "tcp 443 packets=2 bytes=108 dropped=0\nudp 53 packets=3 bytes=180 dropped=1\n",
        request("GET", "/counters").body());
  }

  private HttpResponse<String> request(String method, String path) throws Exception {
    URI uri = URI.create("http://localhost:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }
}
