package dev.bpfj.selftests.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** The site's page has the tables that {@link PrivilegesTest} tries. */
@Test(groups = "host")
public final class PrivilegesTableTest {
  private static final Path PAGE = Path.of("../src/site/markdown/privileges.md");

  public void theSitesPageHasTheTables() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            PrivilegesTable.ofKernels(), PrivilegesTable.ofTheSetting(), KernelRules.uprobes());
  }
}
