package com.example.opensnoop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class OpenedTest {
  @Test
  void isALineInColumns() {
    assertThat(new Opened(4711, "cat", 3, "/etc/hosts").line())
        .isEqualTo("4711    cat             fd 3          /etc/hosts");
  }

  @Test
  void hasNoCharactersThatControlATerminal() {
    assertThat(new Opened(1, "\u001b[2J", 3, "a\nb").line())
        .isEqualTo("1       \\u001b[2J       fd 3          a\\u000ab");
  }

  @Test
  void namesTheErrorOfAFileThatCouldNotBeOpened() {
    assertThat(new Opened(1, "Thread-0", -2, "no such").line())
        .isEqualTo("1       Thread-0        ENOENT        no such");
  }
}
