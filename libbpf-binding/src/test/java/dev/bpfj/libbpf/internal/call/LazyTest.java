package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.testng.annotations.Test;

public final class LazyTest {

  @Test
  public void whatFailedIsTriedAgainAndWhatWasMadeIsKept() {
    Deque<String> results = new ArrayDeque<>(List.of("", "made", "made again"));
    Lazy<String> value =
        new Lazy<>(
            () -> {
              String result = results.remove();
              if (result.isEmpty()) {
                throw new IllegalStateException("not now");
              }
              return result;
            });
    assertThatThrownBy(value::get).hasMessage("not now");
    assertThat(value.get()).isEqualTo("made");
    assertThat(value.get()).isEqualTo("made");
  }
}
