package dev.bpfj.test.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.libbpf.ring.UserRecord;
import dev.bpfj.libbpf.ring.UserRingBuffer;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.progs.RingPerfSkel;
import dev.bpfj.progs.RingUserSkel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.testng.annotations.Test;

/** What a test can do with a kernel in memory, beside what the machine's does. */
public final class InMemoryKernelTest {
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  private final InMemoryKernel kernel = InMemoryKernel.create();

  @Test
  public void recordsAreReadInOrderHoweverOftenTheRingIsGoneRound() {
    Random random = new Random(7);
    List<Integer> lengths = new ArrayList<>();
    List<Integer> read = new ArrayList<>();
    try (RingEventsSkel skel = RingEventsSkel.openAndLoad(kernel.options());
        RingBuffer ring =
            RingBuffer.open(
                skel.maps().others(),
                (buffer, offset, length) -> {
                  for (int i = 0; i < length; i++) {
                    assertThat(buffer.get(offset + i)).isEqualTo((byte) (length + i));
                  }
                  read.add(length);
                })) {
      RingProducer producer = RingProducer.of(skel.maps().others());
      for (int i = 0; i < 5000; i++) {
        byte[] record = new byte[random.nextInt(300)];
        for (int at = 0; at < record.length; at++) {
          record[at] = (byte) (record.length + at);
        }
        if (producer.submit(record)) {
          lengths.add(record.length);
        } else {
          ring.consume(1 + random.nextInt(20));
        }
      }
      ring.consume();
      assertThat(read).isEqualTo(lengths);
    }
  }

  @Test
  public void aReservedRecordHoldsUpThoseBehindIt() {
    List<Long> numbers = new ArrayList<>();
    try (RingEventsSkel skel = RingEventsSkel.openAndLoad(kernel.options());
        RingBuffer ring =
            RingBuffer.open(
                skel.maps().events(), RingEventsSkel.Event.reader(e -> numbers.add(e.number())))) {
      RingProducer producer = RingProducer.of(skel.maps().events());
      RingRecord first = producer.reserve(RingEventsSkel.Event.SIZE).orElseThrow();
      RingRecord second = producer.reserve(RingEventsSkel.Event.SIZE).orElseThrow();
      producer.submit(new RingEventsSkel.Event().number(3));
      assertThat(ring.consume()).isZero();
      new RingEventsSkel.Event().wrap(first.buffer(), 0).number(1);
      first.submit();
      assertThat(ring.consume()).isEqualTo(1);
      second.discard();
      assertThat(ring.consume()).isEqualTo(1);
      assertThat(numbers).containsExactly(1L, 3L);
      assertThatIllegalStateException()
          .isThrownBy(first::submit)
          .withMessage("map \"events\": a record is submitted or discarded once");
      assertThat(producer.reserve(1 << 20)).isEmpty();
    }
  }

  @Test
  public void aSubmitWakesAPollAndSoDoesAnInterrupt() throws Exception {
    try (RingEventsSkel skel = RingEventsSkel.openAndLoad(kernel.options());
        RingBuffer ring = RingBuffer.open(skel.maps().events(), (buffer, offset, length) -> {})) {
      Thread producer = new Thread(() -> RingProducer.of(skel.maps().events()).submit(new byte[8]));
      producer.start();
      assertThat(ring.poll(FOR_EVER)).isEqualTo(1);
      producer.join();
      Thread.currentThread().interrupt();
      assertThat(ring.poll(FOR_EVER)).isZero();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  public void perfBuffersHaveRecordsOfEachCpuAndCountLostOnes() {
    List<String> records = new ArrayList<>();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad(kernel.options());
        PerfBuffer buffer =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                PerfBufferOptions.defaults().pages(1).cpus(0),
                RingPerfSkel.Event.reader(e -> records.add(e.number() + " " + e.cpu())))) {
      PerfProducer producer = PerfProducer.of(skel.maps().perfEvents());
      assertThat(producer.output(1, new byte[8])).isFalse(); // nobody reads it
      int written = 0;
      for (int i = 0; i < 200; i++) {
        written += producer.output(0, new RingPerfSkel.Event().number(i)) ? 1 : 0;
      }
      assertThat(written).isBetween(50, 150);
      assertThat(buffer.consume()).isEqualTo(written);
      for (int i = 200; i < 300; i++) {
        assertThat(producer.output(0, new RingPerfSkel.Event().number(i))).isTrue();
        assertThat(buffer.poll(FOR_EVER)).isEqualTo(1);
      }
      assertThat(buffer.lost()).isEqualTo(200 - written);
      assertThat(buffer.malformed()).isZero();
      assertThat(records).hasSize(written + 100).endsWith("299 0");
    }
  }

  @Test
  public void userRingsAreDrained() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad(kernel.options());
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      UserRingConsumer consumer = UserRingConsumer.of(skel.maps().commands());
      for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 3; i++) {
          try (UserRecord record = ring.reserve(1000 + i, FOR_EVER).orElseThrow()) {
            record.buffer().put(0, (byte) (round + i));
            if (i != 1) {
              record.submit();
            }
          }
        }
        assertThat(ring.reserve(2000)).isEmpty();
        List<byte[]> records = consumer.drain();
        assertThat(records).hasSize(2);
        assertThat(records.get(1)).hasSize(1002).startsWith((byte) (round + 2));
      }
    }
  }

  @Test
  public void hooksAreTakenWithoutALook() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad(kernel.options())) {
      BpfLink probe = skel.progs().answer().attach(Kprobe.entry("no_such_function"));
      BpfLink device = skel.progs().answer().attach(Xdp.on(4711));
      assertThat(probe.fd()).isNotEqualTo(device.fd());
      skel.links().answer(probe);
      assertThat(skel.links().answer()).contains(probe);
      skel.detach();
      assertThat(device.isClosed()).isTrue();
    }
  }

  @Test
  public void callsFailWhenToldTo() {
    try (MinimalSkel skel = MinimalSkel.open(kernel.options())) {
      kernel.failNext("bpf_object__load", 12);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessage(
              "object \"minimal\": bpf_object__load: -ENOMEM (12), Cannot allocate memory; the"
                  + " kernel has no memory for it; a memory control group may limit this process");
    }
    try (MinimalSkel skel = MinimalSkel.open(kernel.options())) {
      kernel.failNext("bpf_object__load", 1);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessageStartingWith("object \"minimal\": bpf_object__load: -EPERM (1)");
    }
    try (MinimalSkel skel = MinimalSkel.open(kernel.options())) {
      kernel.failNext("bpf_map_create", 22);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .returns(22, BpfException::errno);
    }
    try (MinimalSkel skel = MinimalSkel.openAndLoad(kernel.options())) {
      kernel.failNext("bpf_program__attach", 16);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::attach)
          .withMessageStartingWith(
              "program \"answer\": bpf_program__attach: -EBUSY (16), Device or resource busy");
      assertThat(skel.attach().toString()).isEqualTo("answer: attached");
      kernel.failNext("bpf_map_update_elem", 7);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().bss().entries().update(new byte[4], new byte[8]))
          .returns(7, BpfException::errno);
      kernel.failNext("bpf_map_update_batch", 7);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(
              () -> skel.maps().bss().entries().updateBatch(Map.of(new byte[4], new byte[8])))
          .withMessageContaining("bpf_map_update_batch: -E2BIG (7)");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.failNext("bpf_object__load", -12))
        .withMessage("an errno is a positive number: errno=-12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.failNext("bpf_map__update", 12))
        .withMessage(
            "\"bpf_map__update\": is no function of a kernel in memory; one is bpf_object__load");
  }

  @Test
  public void sectionsCanGrowBeforeLoad() {
    try (RingPerfSkel skel = RingPerfSkel.open(kernel.options())) {
      skel.bss().batch(5);
      BpfMap map = skel.maps().bss();
      int size = map.valueSize();
      skel.maps().bss().settings().valueSize(size + 4096);
      skel.load();
      assertThat(skel.bss().batch()).isEqualTo(5);
      assertThat(map.entries().lookup(new byte[4]).orElseThrow()).hasSize(size + 4096);
    }
  }

  @Test
  public void valuesAreMappedInOnePlace() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad(kernel.options())) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> skel.maps().bss().mmap())
          .withMessage(
              "mmap: a kernel in memory has a map's values in one place, and these are mapped"
                  + " already; use the section's accessors, or the map's entries");
    }
  }

  @Test
  public void whatNeedsTheMachineSaysSo() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad(kernel.options());
        MapValuesSkel maps = MapValuesSkel.openAndLoad(kernel.options())) {
      BpfLink link = skel.progs().answer().attach();
      assertUnsupported(
          "bpf_prog_test_run_opts: cannot be done by a kernel in memory",
          () -> skel.progs().answer().testRun(TestRunOptions.none()));
      assertUnsupported(
          "program \"answer\": a kernel in memory has no information about programs",
          () -> skel.progs().answer().info());
      assertUnsupported(
          "program \"answer\": link: a kernel in memory has no information about links",
          link::info);
      assertUnsupported(
          "map \"minimal.bss\": a kernel in memory has no BPF file system",
          () -> skel.maps().bss().pin(Path.of("/sys/fs/bpf/in_memory")));
      assertUnsupported(
          "map \"stacks\": a kernel in memory has no entries of maps of this type: type=stack_trace",
          () -> maps.maps().stacks().map().entries().lookup(new byte[4]));
    }
  }

  private static void assertUnsupported(String message, Runnable action) {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(action::run)
        .withMessageStartingWith(message)
        .withMessageEndingWith("; test it in a kernel, by bpf:kernel-test");
  }

  @Test
  public void kernelsAreApart() {
    InMemoryKernel another = InMemoryKernel.create();
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad(kernel.options());
        MapNestedSkel other = MapNestedSkel.openAndLoad(another.options())) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().byIndex().update(0, other.maps().first().map()))
          .withMessageStartingWith(
              "map \"by_index\": bpf_map_update_elem: -EBADF (9), Bad file descriptor");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RingProducer.of(skel.maps().first().map()))
          .withMessage("map \"first\": is of another type: type=array, expected=ringbuf");
    }
  }

  @Test
  public void theNumberOfCpusIsOneForAll() {
    int cpus = PerCpu.count();
    InMemoryKernel.withCpus(cpus);
    assertThatIllegalStateException()
        .isThrownBy(() -> InMemoryKernel.withCpus(cpus + 1))
        .withMessage(
            "the number of CPUs is in use already: cpus=" + cpus + ", asked for=" + (cpus + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InMemoryKernel.withCpus(0))
        .withMessage("a kernel has at least 1 CPU: cpus=0");
  }

  @Test
  public void noNativeCodeIsLoaded() throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load",
            "-Djffi.boot.library.path=/nowhere",
            "-Ddev.bpfj.libbpf=/nowhere",
            "-cp",
            System.getProperty("java.class.path"),
            Everything.class.getName());
    Process process = child.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).contains("did everything on 3 CPUs").contains("dev.bpfj.libbpf.BpfObject ");
    assertThat(out).doesNotContain(" com.kenai.jffi.").doesNotContain(" jnr.");
  }

  /** Uses a bit of everything, in a JVM that can call no native code. */
  static final class Everything {
    private Everything() {}

    public static void main(String[] args) {
      InMemoryKernel kernel = InMemoryKernel.withCpus(3);
      InMemoryKernelTest test = new InMemoryKernelTest();
      test.recordsAreReadInOrderHoweverOftenTheRingIsGoneRound();
      test.perfBuffersHaveRecordsOfEachCpuAndCountLostOnes();
      test.userRingsAreDrained();
      test.callsFailWhenToldTo();
      test.sectionsCanGrowBeforeLoad();
      test.whatNeedsTheMachineSaysSo();
      try (MapValuesSkel skel = MapValuesSkel.openAndLoad(kernel.options())) {
        skel.maps()
            .flows()
            .update(new MapValuesSkel.Flow().address(1), new MapValuesSkel.Stats().packets(2));
        int cpus = skel.maps().calls().get(0).size();
        System.out.println("did everything on " + cpus + " CPUs");
      }
    }
  }
}
