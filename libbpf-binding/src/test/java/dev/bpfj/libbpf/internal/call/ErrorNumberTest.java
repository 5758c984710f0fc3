package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class ErrorNumberTest {

  @DataProvider
  public Object[][] numbers() {
    return new Object[][] {
      {"errno of the C library", 1, "-EPERM (1), Operation not permitted"},
      {"another", 2, "-ENOENT (2), No such file or directory"},
      {"the kernel's own", 524, "-ENOTSUPP (524), Operation not supported"},
      {"libbpf's first", 4000, "-LIBBPF_ERRNO__LIBELF (4000), libelf cannot read it"},
      {"libbpf's last", 4013, "-LIBBPF_ERRNO__NLPARSE (4013), netlink: the answer cannot be read"},
      {"nobody's", 3999, "-3999 (3999), Unknown error 3999"},
    };
  }

  @Test(dataProvider = "numbers")
  public void describes(String whose, int errno, String expected) {
    assertThat(ErrorNumber.describe(errno)).as(whose).isEqualTo(expected);
  }

  @Test
  public void textsThatAreKnownWithoutTheCLibraryAreItsOwn() {
    for (int errno = 1; errno < 134; errno++) {
      assertThat(ErrorNumber.text(errno)).isEqualTo(CStrings.text(Native.libc().strerror(errno)));
    }
  }
}
