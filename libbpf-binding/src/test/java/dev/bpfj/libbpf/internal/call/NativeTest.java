package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import jnr.constants.platform.RLIMIT;
import jnr.posix.POSIXFactory;
import org.testng.annotations.Test;

/** What becomes of a process whose native libraries cannot be loaded, or not just now. */
public final class NativeTest {

  @Test
  public void saysWhatWasTriedWhenThereIsNoLibbpf() throws Exception {
    String said = ForkedJvm.run(OpenTwice.class, "-Ddev.bpfj.libbpf=/nowhere/libbpf.so.1");
    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("libbpf was not found; tried /nowhere/libbpf.so.1 (")
                    .endsWith(
                        "; add the dependency dev.bpfj:libbpf-natives, or install Debian's package"
                            + " libbpf1, or name a file by -Ddev.bpfj.libbpf=/path/to/libbpf.so.1"));
  }

  @Test
  public void saysThatJffiCouldNotStartEachTime() throws Exception {
    String said = ForkedJvm.run(OpenTwice.class, "-Djffi.extract.dir=/nowhere");
    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "libbpf cannot be called: jffi, which calls native code, could not start: ")
                    .endsWith("; then start the JVM anew, since it does not try twice"));
  }

  static final class OpenTwice {
    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          BpfObject.open(new byte[0]);
        } catch (LibbpfNotFoundException e) {
          System.out.println(e.getMessage().replace('\n', ' '));
        }
      }
    }
  }

  @Test
  public void nothingThatJffiUnpackedItselfIsLeftWhereAJvmIsKilled() throws Exception {
    Path folder = Files.createTempDirectory("unpacked");
    String said =
        ForkedJvm.run(
            ListsTemporaryFiles.class,
            "-Djava.io.tmpdir=" + folder,
            "-Djffi.extract.dir=" + folder);
    assertThat(said).isEmpty();
    Files.delete(folder);
  }

  /** Says what lies in the folder for temporary files once native code can be called. */
  static final class ListsTemporaryFiles {
    public static void main(String[] args) throws Exception {
      Native.libc();
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        files.map(Path::getFileName).forEach(System.out::println);
      }
    }
  }

  @Test
  public void aLoaderThatNobodyUsesAnyMoreLeavesACallbackThatCanBeCalled() throws Exception {
    assertThat(ForkedJvm.run(DroppedClassLoader.class)).isEqualTo("printed\n");
  }

  /** Drops the class loader whose callback libbpf has, and has libbpf print. */
  static final class DroppedClassLoader {
    public static void main(String[] args) throws Exception {
      Runnable dropped = TwoClassLoaders.load("dropped");
      dropped.getClass();
      dropped = null;
      CLibrary library = CLibrary.open("libbpf.so.1");
      LibBpfStubs libbpf = new LibBpfStubs(library); // without a callback of its own
      for (int i = 0; i < 20; i++) {
        System.gc();
        byte[][] garbage = new byte[64][];
        for (int j = 0; j < garbage.length; j++) {
          garbage[j] = new byte[1 << 16];
        }
        libbpf.bpf_object__open_mem(1, 1, 0);
      }
      System.out.println("printed");
    }
  }

  @Test
  public void whatLibbpfPrintsIsReceivedWhicheverHeaderIsAskedForFirst() throws Exception {
    assertThat(ForkedJvm.run(AsksForElementsFirst.class)).isEqualTo("received\n");
  }

  /** Asks for functions of bpf.h alone. */
  static final class AsksForElementsFirst {
    public static void main(String[] args) {
      Native.bpfElements();
      boolean received = System.getProperty("dev.bpfj.libbpf.print") != null;
      System.out.println(received ? "received" : "left to libbpf");
    }
  }

  @Test
  public void theBindingIsChosenByAProperty() throws Exception {
    assertThat(ForkedJvm.run(WhatCalls.class)).isEqualTo("stubs\n");
    assertThat(ForkedJvm.run(WhatCalls.class, "-Ddev.bpfj.binding=jnr-ffi")).isEqualTo("jnr-ffi\n");
  }

  static final class WhatCalls {
    public static void main(String[] args) {
      boolean stubs = Native.libbpf() instanceof LibBpfStubs;
      System.out.println(stubs ? "stubs" : "jnr-ffi");
    }
  }

  @Test
  public void aMomentWithoutDescriptorsIsOver() throws Exception {
    assertThat(
            ForkedJvm.runFromJar(MomentWithoutDescriptors.class, "-Ddev.bpfj.libbpf=libbpf.so.1"))
        .isEqualTo(
            """
            libbpf was not found; tried libbpf.so.1 (libbpf.so.1: cannot open shared object file: \
            Too many open files); this process has as many files open as it may (ulimit -n)
            made and found 7
            """);
    assertThat(ForkedJvm.runFromJar(MomentWithoutDescriptors.class).lines())
        .hasSize(2)
        .last()
        .isEqualTo("made and found 7");
  }

  /** The first thing that it asks of libbpf, it asks without a descriptor. */
  static final class MomentWithoutDescriptors {
    public static void main(String[] args) {
      POSIXFactory.getNativePOSIX().setrlimit(RLIMIT.RLIMIT_NOFILE.intValue(), 256, 256);
      Deque<Integer> taken = new ArrayDeque<>();
      int fd = Native.libc().eventfd(0, LibC.EFD_CLOEXEC_NONBLOCK);
      while (fd >= 0) {
        taken.push(fd);
        fd = Native.libc().eventfd(0, LibC.EFD_CLOEXEC_NONBLOCK);
      }
      System.out.println(makeAndUse());
      taken.forEach(Native.libc()::close);
      System.out.println(makeAndUse());
    }

    private static String makeAndUse() {
      try (MapHandle map = MapHandle.create(MapSpec.of(MapType.ARRAY, 4, 4, 1))) {
        TypedMap<Integer, Integer> numbers = TypedMap.of(map, MapCodecs.s32(), MapCodecs.s32());
        numbers.update(0, 7);
        return "made and found " + numbers.lookup(0).orElseThrow();
      } catch (BpfException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  public void eachOfTwoClassLoadersGetsTheMessagesOfItsOwnCalls() throws Exception {
    assertThat(ForkedJvm.run(TwoClassLoaders.class))
        .isEqualTo(
            """
            first: libbpf: elf: '1-1' is not a proper ELF object
            second: libbpf: elf: '1-1' is not a proper ELF object
            first: libbpf: elf: '1-1' is not a proper ELF object
            """);
  }

  /** Loads the binding twice. */
  static final class TwoClassLoaders {
    public static void main(String[] args) throws Exception {
      Runnable first = load("first");
      Runnable second = load("second");
      first.run();
      second.run();
      first.run();
    }

    static Runnable load(String name) throws Exception {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(":")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      URLClassLoader loader =
          new URLClassLoader(
              urls.toArray(URL[]::new), ClassLoader.getSystemClassLoader().getParent());
      return (Runnable)
          loader
              .loadClass(OpenRubbish.class.getName())
              .getConstructor(String.class)
              .newInstance(name);
    }
  }

  /** Opens what is no object, and says what libbpf said. */
  public static final class OpenRubbish implements Runnable {
    private final String name;

    public OpenRubbish(String name) {
      this.name = name;
      Native.libbpf(); // sets its callback
    }

    @Override
    public void run() {
      try {
        LibbpfCall.pointer(
            Native.KERNEL,
            "bpf_object__open_mem",
            "nothing",
            () -> Native.libbpf().bpf_object__open_mem(1, 1, 0));
      } catch (BpfException e) {
        System.out.println(name + ": " + e.getMessage().lines().skip(1).findFirst().get().strip());
      }
    }
  }
}
