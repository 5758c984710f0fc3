package dev.bpfj.kernelvm.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class SkipReasonTest {
  @Test
  public void reasonHasAVersionOrNamesHardware() {
    assertThat(SkipReason.parse("requires kernel 5.13: fentry attached again after detach"))
        .contains(
            new SkipReason(
                Optional.of(new KernelVersion(5, 13)), "fentry attached again after detach"));
    assertThat(SkipReason.parse("requires hardware: a counter of CPU cycles"))
        .contains(new SkipReason(Optional.empty(), "a counter of CPU cycles"));
  }

  @DataProvider
  Object[][] otherMessages() {
    return new Object[][] {
      {""},
      {"not today"},
      {"requires kernel 5.13"},
      {"requires kernel 5.13: "},
      {"requires kernel new: x"},
      {"requires hardware:"},
      {"also requires kernel 5.13: x"},
    };
  }

  @Test(dataProvider = "otherMessages")
  public void otherMessagesAreNoReason(String message) {
    assertThat(SkipReason.parse(message)).isEmpty();
  }

  @DataProvider
  Object[][] releases() {
    return new Object[][] {
      {"6.12.107+deb13-cloud-amd64", new KernelVersion(6, 12)},
      {"5.10.0-32-cloud-amd64", new KernelVersion(5, 10)},
      {"7.3-rc1", new KernelVersion(7, 3)},
      {"5.13", new KernelVersion(5, 13)},
    };
  }

  @Test(dataProvider = "releases")
  public void readsReleases(String release, KernelVersion version) {
    assertThat(KernelVersion.of(release)).isEqualTo(version);
  }

  @Test
  public void comparesByNumberAndNotByText() {
    assertThat(KernelVersion.of("5.9").isBefore(KernelVersion.of("5.10"))).isTrue();
    assertThat(KernelVersion.of("6.1").isBefore(KernelVersion.of("5.15"))).isFalse();
    assertThat(KernelVersion.of("5.10").isBefore(KernelVersion.of("5.10"))).isFalse();
  }

  @Test
  public void refusesWhatIsNoRelease() {
    assertThatThrownBy(() -> KernelVersion.of("v6.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kernel release 'v6.1': does not begin with a version such as 6.12");
  }
}
