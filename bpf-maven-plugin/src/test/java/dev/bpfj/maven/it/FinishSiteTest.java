package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.testng.annotations.Test;

/** The program that finishes the site, run as {@code mvn site} runs it. */
public final class FinishSiteTest extends WithDirectory {
  private static final String MENU =
      """
      <site><body><menu name="Guide">
        <item name="First" href="index.html"/>
        <item name="Second" href="more/second.html"/>
      </menu></body></site>
      """;

  @Test
  public void pagesGetTheSkinAndAnIndex() throws Exception {
    page(
        "index.html",
        "<section><a id=\"First\"></a><h1>First</h1><p>setcap &amp; \"more\"</p>"
            + "<section><a id=\"BpfMap_.3a_x\"></a><h2><code>BpfMap</code>: x</h2>"
            + "<p><a href=\"more/second.html#a-part\">there</a></p></section></section>");
    page("more/second.html", "<h1>Second</h1><h2>A part</h2><h2>A part</h2>");

    assertThat(finish()).startsWith("0 2 pages finished, all links checked: ");

    String first = Files.readString(root.resolve("out/index.html"));
    assertThat(first)
        .contains("<title>First · bpfj</title>")
        .contains("<h2 id=\"bpfmap-x\"><code>BpfMap</code>: x<a class=\"anchor\"")
        .contains("<a href=\"index.html\" aria-current=\"page\">First</a>")
        .contains("<a href=\"more/second.html\">Second →</a>")
        .doesNotContain("fluido");
    assertThat(Files.readString(root.resolve("out/more/second.html")))
        .contains("<a href=\"../index.html\">First</a>")
        .contains("<h2 id=\"a-part-1\">")
        .contains("href=\"../skin/bpfj.css\"");
    assertThat(Files.readString(root.resolve("out/search-index.js")))
        .contains("[\"index.html\",\"First\",\"First\",\"setcap & \\\"more\\\"\"]")
        .contains("[\"index.html#bpfmap-x\",\"First\",\"BpfMap: x\",\"there\"]");
    assertThat(root.resolve("out/css")).doesNotExist();
    assertThat(root.resolve("out/skin/highlight.min.js")).hasContent("hljs");
  }

  @Test
  public void linksThatLeadNowhereAreRefused() throws Exception {
    page("index.html", "<h1>First</h1><a href=\"gone.html\">a</a><img src=\"images/no.png\"/>");
    page("more/second.html", "<h1>Second</h1><a href=\"../index.html#no\">b</a>");

    assertThat(finish())
        .isEqualTo(
            """
            1 index.html: link to nowhere: gone.html
            index.html: link to nowhere: images/no.png
            more/second.html: link to nowhere: ../index.html#no
            """);
  }

  private void page(String path, String content) throws IOException {
    Path file = root.resolve("out").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<html><link href=\"fluido.css\"><main id=\"bodyColumn\" >" + content + "</main></html>");
  }

  /** The exit status and what was printed. */
  private String finish() throws Exception {
    Path site = Path.of("../src/site");
    Path skin = Files.createDirectories(root.resolve("site/skin"));
    for (String file : new String[] {"page.html", "bpfj.css", "bpfj.js", "theme.js"}) {
      Files.copy(site.resolve("skin").resolve(file), skin.resolve(file));
    }
    Files.writeString(root.resolve("site/site.xml"), MENU);
    Files.createDirectories(root.resolve("out/css"));
    Path jar = root.resolve("highlight.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("webjars/highlight.min.js"));
      out.write("hljs".getBytes(StandardCharsets.UTF_8));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                site.resolve("tool/FinishSite.java").toString(),
                root.resolve("site").toString(),
                root.resolve("out").toString(),
                "1.0",
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }
}
