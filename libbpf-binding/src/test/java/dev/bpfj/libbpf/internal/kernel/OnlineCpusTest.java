package dev.bpfj.libbpf.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class OnlineCpusTest {

  @DataProvider
  public Object[][] lists() {
    return new Object[][] {
      {"0\n", new int[] {0}},
      {"0-3\n", new int[] {0, 1, 2, 3}},
      {"0,2-3,8\n", new int[] {0, 2, 3, 8}}
    };
  }

  @Test(dataProvider = "lists")
  public void readsTheKernelsListsOfProcessors(String list, int[] numbers) {
    assertThat(OnlineCpus.parse(list)).isEqualTo(numbers);
  }

  @Test
  public void findsThisMachinesProcessors() {
    assertThat(OnlineCpus.numbers()).hasSizeGreaterThanOrEqualTo(1).isSorted();
  }
}
