package dev.bpfj.maven.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Packages from group ids and from users. */
public final class JavaPackageTest {

  @DataProvider
  public static Object[][] groups() {
    return new Object[][] {
      {"com.example", "com.example"},
      {"com.example.my-app", "com.example.my_app"},
      {"org.3d.engine", "org._3d.engine"},
      {"com.new.x", "com.new_.x"},
      {"my group", "my_group"},
      {"_", "__"},
    };
  }

  @Test(dataProvider = "groups")
  public void isTheGroupAsJavaAllowsIt(String groupId, String name) {
    assertThat(JavaPackage.of(groupId)).isEqualTo(name);
    assertThat(JavaPackage.checked(name)).isEqualTo(name);
  }

  @DataProvider
  public static Object[][] noPackages() {
    return new Object[][] {
      {""}, {"a-b"}, {"a..b"}, {"a.new"}, {"a;"}, {"a/b"}, {"1a"}, {"java"}, {"java.x"}
    };
  }

  @Test(dataProvider = "noPackages")
  public void refusesWhatIsNone(String name) {
    assertThatThrownBy(() -> JavaPackage.checked(name))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bpf.package: not a Java package: value=" + name + "; such as com.example.probes");
  }

  @DataProvider
  public static Object[][] hiddenCharacters() {
    return new Object[][] {
      {"com.\u202ex", "com.\\u202ex"}, {"com.\0x", "com.\\u0000x"}, {"com.a\u200d", "com.a\\u200d"}
    };
  }

  @Test(dataProvider = "hiddenCharacters")
  public void refusesCharactersThatDoNotShow(String name, String shown) {
    assertThatThrownBy(() -> JavaPackage.checked(name))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bpf.package: not a Java package: value=" + shown + "; such as com.example.probes");
    assertThat(JavaPackage.of(name)).matches("com\\.[a_]+x?");
  }
}
