package dev.bpfj.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.testng.annotations.Test;

/** What reaches Maven's log and its list of errors. */
public final class MessagesTest {
  private static final String HOSTILE = "x\n[INFO] OK\u001b[2J\u202e";
  private static final String SHOWN = "x\\u000a[INFO] OK\\u001b[2J\\u202e";

  private static final class Recorded extends SystemStreamLog {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void info(CharSequence content) {
      lines.add(content.toString());
    }

    @Override
    public void warn(CharSequence content) {
      lines.add(content.toString());
    }

    @Override
    public void debug(CharSequence content) {
      lines.add(content.toString());
    }
  }

  @Test
  public void nothingLoggedIsMoreThanALine() {
    Recorded log = new Recorded();

    new MojoLog(log).info(HOSTILE);
    new MojoLog(log).warn(HOSTILE);
    new MojoLog(log).debug(HOSTILE);

    assertThat(log.lines).hasSize(3).containsOnly(SHOWN);
  }

  @Test
  public void aMessageOfSeveralLinesHasThoseThatAreMeant() {
    assertThat(Messages.lines("first\n  second\u001b[2J")).isEqualTo("first\n  second\\u001b[2J");
    assertThat(new InputException(List.of("first", HOSTILE))).hasMessage("first\n" + SHOWN);
    assertThat(new InputException(HOSTILE, new IOException(HOSTILE))).hasMessage(SHOWN);
  }

  @Test
  public void aCauseIsKeptAsItIsWhereItCanBePrinted() {
    InputException e = new InputException("a", new IOException("b\nc"));

    assertThat(Messages.cause(e)).isSameAs(e);
  }

  @Test
  public void noCauseOfACausePrintsAName() {
    IOException root = new IOException(HOSTILE);
    Throwable cause = Messages.cause(new InputException(HOSTILE, new IOException(null, root)));

    assertThat(cause).hasMessage(SHOWN);
    assertThat(cause.getCause()).hasMessage(null);
    assertThat(cause.getCause().getCause()).hasMessage("x\n[INFO] OK\\u001b[2J\\u202e");
    assertThat(cause.getCause().getCause().getStackTrace()).isEqualTo(root.getStackTrace());
  }
}
