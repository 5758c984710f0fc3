package ${package};

import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

/** Needs no kernel: Surefire runs it. */
public final class ExecTest {
  @Test
  public void isALineInColumns() {
    Exec exec = new Exec(4711, 1, 1000, "java", "/usr/bin/java");

    assertEquals(exec.line(), "4711    1       1000    java            /usr/bin/java");
  }
}
