package dev.bpfj.maven.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Classes of objects. */
public final class SkeletonNamesTest {
  private static final Path ROOT = Path.of("/r");

  @DataProvider
  public static Object[][] files() {
    return new Object[][] {
      {"test_skeleton.bpf.o", "test_skeleton", "TestSkeletonSkel"},
      {"net/drop.bpf.o", "drop", "DropSkel"},
      {"plain.o", "plain", "PlainSkel"},
    };
  }

  @Test(dataProvider = "files")
  public void followsTheFilesName(String file, String name, String className) {
    assertThat(plan(List.of(), file)).containsExactly(planned(file, name, className));
  }

  @Test
  public void takesTheUsersNameByFileOrByPath() {
    assertThat(
            plan(
                List.of("a.bpf.o=First", " y/b.bpf.o = Second "),
                "a.bpf.o",
                "x/b.bpf.o",
                "y/b.bpf.o"))
        .extracting(PlannedSkeleton::className)
        .containsExactly("First", "BSkel", "Second");
  }

  @Test
  public void refusesTwoObjectsWithOneClass() {
    assertThatThrownBy(() -> plan(List.of(), "x/a.bpf.o", "y/a.bpf.o"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "/r/y/a.bpf.o: another object gives the same class: class=ASkel, other"
                + " object=/r/x/a.bpf.o; name one of them, such as"
                + " -Dbpf.names=drop.bpf.o=PacketDropper");
  }

  @Test
  public void saysThatObjectsOfTwoTargetsMayBeOneProgram() {
    assertThatThrownBy(() -> plan(List.of(), "x86_64/net/a.bpf.o", "arm64/net/a.bpf.o"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "/r/arm64/net/a.bpf.o: another object gives the same class: class=ASkel, other"
                + " object=/r/x86_64/net/a.bpf.o; if they are one program for several targets, name"
                + " those in bpf.targets for bpf:skeleton too");
  }

  @Test
  public void refusesClassesThatOnlyCaseTellsApart() {
    assertThatThrownBy(() -> plan(List.of(), "foobar.bpf.o", "foo_bar.bpf.o"))
        .hasMessage(
            "/r/foo_bar.bpf.o: another object gives the same class: equal but for"
                + " case=FoobarSkel and FooBarSkel, other object=/r/foobar.bpf.o; name one of them,"
                + " such as -Dbpf.names=drop.bpf.o=PacketDropper");
  }

  @Test
  public void callsTheResourceOfASecondObjectOfOneNameAfterItsClass() {
    assertThat(plan(List.of("y/a.bpf.o=Second"), "x/a.bpf.o", "y/a.bpf.o"))
        .containsExactly(
            planned("x/a.bpf.o", "a", "ASkel"), planned("y/a.bpf.o", "Second", "Second"));
  }

  @Test
  public void refusesTwoObjectsWithOneResource() {
    assertThatThrownBy(
            () -> plan(List.of("y/a.bpf.o=Second"), "x/a.bpf.o", "y/a.bpf.o", "second.bpf.o"))
        .hasMessage(
            "/r/second.bpf.o: another object gives the same resource: equal but for"
                + " case=Second.bpf.o and second.bpf.o, other object=/r/y/a.bpf.o; name one of"
                + " them, such as -Dbpf.names=drop.bpf.o=PacketDropper");
  }

  @Test
  public void saysAllClashesAtOnce() {
    assertThatThrownBy(() -> plan(List.of(), "x/a.bpf.o", "x/b.bpf.o", "y/a.bpf.o", "y/b.bpf.o"))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
  }

  @DataProvider
  public static Object[][] badNames() {
    String form = "bpf.names: not of the form object=Class: value=";
    String example = "; such as -Dbpf.names=drop.bpf.o=PacketDropper";
    return new Object[][] {
      {List.of("PacketDropper"), form + "PacketDropper" + example},
      {List.of("a.bpf.o="), form + "a.bpf.o=" + example},
      {List.of("=A"), form + "=A" + example},
      {List.of("a.bpf.o=x.A"), form + "a.bpf.o=x.A" + example},
      {List.of("a.bpf.o=class"), form + "a.bpf.o=class" + example},
      {List.of("a.bpf.o=String"), taken("String")},
      {List.of("a.bpf.o=BpfMap"), taken("BpfMap")},
      {List.of("a.bpf.o=Override"), taken("Override")},
      {List.of("a.bpf.o=Maps"), taken("Maps")},
      {List.of("a.bpf.o=record"), taken("record")},
      {
        List.of("a.bpf.o=A", "a.bpf.o=B"),
        "bpf.names: two classes for one object: object=a.bpf.o, classes=A, B; leave one out"
      },
      {List.of("gone.bpf.o=A"), "bpf.names: no such object: names=[gone.bpf.o], objects=[a.bpf.o]"},
    };
  }

  private static String taken(String name) {
    return "bpf.names: a name that skeletons refer to themselves: object=a.bpf.o, class="
        + name
        + "; choose another one, such as -Dbpf.names=drop.bpf.o=PacketDropper";
  }

  @Test(dataProvider = "badNames")
  public void refusesNamesThatAreNone(List<String> lines, String message) {
    assertThatThrownBy(() -> plan(lines, "a.bpf.o"))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  private static List<PlannedSkeleton> plan(List<String> lines, String... files) {
    List<FoundProgram> programs =
        List.of(files).stream().map(file -> new FoundProgram(file, objects(file))).toList();
    return new SkeletonNames(lines).plan(programs);
  }

  private static PlannedSkeleton planned(String file, String name, String className) {
    return new PlannedSkeleton(objects(file), name, className);
  }

  private static List<FoundProgram.TargetFile> objects(String file) {
    return List.of(new FoundProgram.TargetFile("", ROOT.resolve(file)));
  }
}
