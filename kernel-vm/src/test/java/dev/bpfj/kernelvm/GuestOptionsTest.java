package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

/** What a guest cannot have is refused before anything is fetched. */
public final class GuestOptionsTest {
  private static final Architecture OTHER =
      Architecture.of(Architecture.host().name().equals("x86_64") ? "aarch64" : "x86_64");

  private static GuestOptions with(Architecture architecture, String libbpf) {
    return new GuestOptions(
        architecture,
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of(),
        libbpf,
        List.of(),
        List.of(),
        false);
  }

  @Test
  public void libbpfOfTheHostIsRefusedForAnotherArchitecture() {
    assertThatThrownBy(() -> with(OTHER, "host").check())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "libbpf 'host': this machine's, which a guest of "
                + OTHER.name()
                + " cannot load: name a version, such as 1.4.6, or leave it out for that of"
                + " libbpf-natives");
  }

  @Test
  public void othersAreNot() {
    assertThatCode(with(OTHER, "1.4.6")::check).doesNotThrowAnyException();
    assertThatCode(with(Architecture.host(), "host")::check).doesNotThrowAnyException();
  }
}
