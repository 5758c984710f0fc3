package dev.bpfj.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.completion.Descriptor;
import dev.bpfj.maven.completion.Goal;
import dev.bpfj.maven.support.TestLog;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.codehaus.plexus.build.BuildContext;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What an IDE is told. */
public final class IdeBuildTest {
  private final List<String> told = new ArrayList<>();

  @BeforeMethod
  public void forget() {
    told.clear();
  }

  @Test
  public void clangsMessagesAreShownAtTheirPlaces() {
    IdeBuild ide = new IdeBuild(ide(), eclipse());
    ide.forget(List.of(Path.of("/p/a.bpf.c")));
    ide.mark(
        """
        /p/a.bpf.c: does not compile: exit=1
        /p/a.bpf.c:10:2: error: use of undeclared identifier 'x'
           10 | x = 1;
        /p/a b.h:1:22: fatal error: 'c.h' file not found
        """);
    ide.marking(new TestLog()).warn("/p/a.bpf.c:3:4: warning: unused variable 'y'");
    ide.refresh(Path.of("/p/target/bpf"));
    assertThat(told)
        .containsExactly(
            "removeMessages[/p/a.bpf.c]",
            "addMessage[/p/a.bpf.c, 10, 2, use of undeclared identifier 'x', 2, null]",
            "addMessage[/p/a b.h, 1, 22, 'c.h' file not found, 2, null]",
            "addMessage[/p/a.bpf.c, 3, 4, unused variable 'y', 1, null]",
            "refresh[/p/target/bpf]");
  }

  @Test
  public void onTheCommandLineNothingIsToldTwice() {
    // Maven's own context would log it.
    IdeBuild none = new IdeBuild(ide(), new Properties());
    none.mark("/p/a.bpf.c:10:2: error: told by the exception");
    none.refresh(Path.of("/p"));
    assertThat(told).isEmpty();
  }

  @Test
  public void eclipseKnowsWhatToDoWithEachGoal() throws Exception {
    List<String> mapped = new ArrayList<>();
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("lifecycleMappingMetadata");
      NodeList goals = document.getElementsByTagName("goal");
      for (int i = 0; i < goals.getLength(); i++) {
        mapped.add(goals.item(i).getTextContent());
      }
      assertThat(document.getElementsByTagName("pluginExecutionFilter").getLength())
          .isEqualTo(document.getElementsByTagName("action").getLength());
    }
    assertThat(mapped)
        .containsExactlyInAnyOrderElementsOf(Descriptor.goals().stream().map(Goal::name).toList());
  }

  private static Properties eclipse() {
    Properties properties = new Properties();
    properties.setProperty("m2e.version", "2.7.0");
    return properties;
  }

  private BuildContext ide() {
    return (BuildContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BuildContext.class},
            (proxy, method, arguments) -> {
              told.add(method.getName() + Arrays.toString(arguments));
              return null;
            });
  }
}
