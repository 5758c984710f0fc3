package dev.bpfj.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.testng.annotations.Test;

/** Processes that wait for their turns, here small shells. */
@Test
public final class RemoteContestantTest {
  private static List<String> bash(String script) {
    return List.of("bash", "-c", script);
  }

  public void answersOnceATurn() throws IOException {
    String counting =
        "exec 3<>/dev/tcp/127.0.0.1/$TURNS_PORT; i=0; while read -r <&3; do i=$((i + 1)); echo $i.5 >&3; done";
    try (RemoteContestant contestant = RemoteContestant.start(bash(counting))) {
      assertThat(contestant.turn()).isEqualTo(1.5);
      assertThat(contestant.turn()).isEqualTo(2.5);
    }
  }

  public void oneThatEndsTooEarlyIsNamed() throws IOException {
    assertThatThrownBy(() -> RemoteContestant.start(bash("exit 3")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended before its first turn: status=3: [bash, -c, exit 3]");
    String once = "exec 3<>/dev/tcp/127.0.0.1/$TURNS_PORT; read -r <&3";
    try (RemoteContestant contestant = RemoteContestant.start(bash(once))) {
      assertThatThrownBy(contestant::turn)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended in the middle of its turns");
    }
  }
}
