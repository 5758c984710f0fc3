package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.OpenOptions;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import org.testng.annotations.Test;

/** Which of a skeleton's objects a machine gets. */
public final class ObjectFilesTest {
  private static final String MACHINE =
      System.getProperty("os.arch").replace("amd64", "x86_64").replace("aarch64", "arm64");

  @Test
  public void oneFileIsForAllMachines() {
    assertThat(ObjectFiles.forAll("a.bpf.o").resource(ObjectFilesTest.class)).isEqualTo("a.bpf.o");
  }

  @Test
  public void ofSeveralTheMachineGetsItsOwn() {
    ObjectFiles files =
        ObjectFiles.forTargets()
            .with("vax", "a.vax.bpf.o")
            .with(MACHINE, "a.own.bpf.o")
            .with("pdp11", "a.pdp11.bpf.o");
    assertThat(files.resource(ObjectFilesTest.class)).isEqualTo("a.own.bpf.o");
  }

  @Test
  public void aMachineWithoutOneIsToldWhichThereAre() {
    ObjectFiles files =
        ObjectFiles.forTargets().with("vax", "a.vax.bpf.o").with("pdp11", "a.pdp11.bpf.o");
    assertThatThrownBy(() -> files.resource(ObjectFilesTest.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "dev.bpfj.libbpf.skeleton.ObjectFilesTest: has no object for this machine: machine="
                + MACHINE
                + ", targets=vax, pdp11; add "
                + MACHINE
                + " to bpf.targets, and run bpf:compile and bpf:skeleton again");
  }

  @Test
  public void anObjectOfAnotherByteOrderIsNotOpened() {
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    byte[] other = {0x7f, 'E', 'L', 'F', 2, (byte) (isLittle ? 2 : 1), 1};
    EmbeddedObject object =
        new EmbeddedObject(
            ObjectFilesTest.class,
            "a",
            ObjectFiles.forAll("a.bpf.o"),
            resource -> new ByteArrayInputStream(other));
    assertThatThrownBy(() -> object.open(OpenOptions.defaults(), opened -> opened))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "dev.bpfj.libbpf.skeleton.ObjectFilesTest: its object is for machines of another byte"
                + " order: resource=a.bpf.o, byte order="
                + (isLittle ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                + ", machine's="
                + ByteOrder.nativeOrder()
                + "; name this machine's architecture in bpf.targets");
  }
}
