package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.struct.COffsets;
import dev.bpfj.libbpf.internal.struct.COffsets.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** The structure of a test run lies in memory as libbpf's header has it. */
public final class TestRunStructTest {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final Map<String, Place> C =
      COffsets.of(
          "#include <bpf/bpf.h>",
          "struct bpf_test_run_opts",
          List.of(
              "sz",
              "data_in",
              "data_out",
              "data_size_in",
              "data_size_out",
              "ctx_in",
              "ctx_out",
              "ctx_size_in",
              "ctx_size_out",
              "retval",
              "repeat",
              "duration",
              "flags",
              "cpu",
              "batch_size"));
  private static final TestRunOptions ALL =
      TestRunOptions.none()
          .data(new byte[] {1, 2, 3})
          .dataOut(14)
          .context(new byte[] {4, 5, 6, 7, 8})
          .contextOut(16)
          .repeat(17)
          .flags(18)
          .cpu(19)
          .batchSize(20);

  private static long read(long struct, String member) {
    Place place = C.get(member);
    return place.size() == 8
        ? MEMORY.getLong(struct + place.offset())
        : MEMORY.getInt(struct + place.offset());
  }

  private static void write(long struct, String member, int value) {
    assertThat(C.get(member).size()).isEqualTo(4);
    MEMORY.putInt(struct + C.get(member).offset(), value);
  }

  private static byte[] bytes(long address, int size) {
    byte[] bytes = new byte[size];
    MEMORY.getByteArray(address, bytes, 0, size);
    return bytes;
  }

  @Test
  public void everyOptionIsWrittenToItsMember() {
    try (CallMemory callMemory = new CallMemory()) {
      long struct = new TestRunStruct(callMemory, ALL).address();
      assertThat(read(struct, "sz")).isEqualTo(C.get("").size());
      assertThat(bytes(read(struct, "data_in"), 3)).containsExactly(1, 2, 3);
      assertThat(read(struct, "data_size_in")).isEqualTo(3);
      assertThat(read(struct, "data_out")).isNotZero();
      assertThat(read(struct, "data_size_out")).isEqualTo(14);
      assertThat(bytes(read(struct, "ctx_in"), 5)).containsExactly(4, 5, 6, 7, 8);
      assertThat(read(struct, "ctx_size_in")).isEqualTo(5);
      assertThat(read(struct, "ctx_out")).isNotZero();
      assertThat(read(struct, "ctx_size_out")).isEqualTo(16);
      assertThat(read(struct, "repeat")).isEqualTo(17);
      assertThat(read(struct, "flags")).isEqualTo(18);
      assertThat(read(struct, "cpu")).isEqualTo(19);
      assertThat(read(struct, "batch_size")).isEqualTo(20);
    }
  }

  @Test
  public void whatIsNotGivenIsNull() {
    try (CallMemory callMemory = new CallMemory()) {
      long struct = new TestRunStruct(callMemory, TestRunOptions.none()).address();
      assertThat(bytes(struct + 8, C.get("").size() - 8)).containsOnly(0);
    }
  }

  @Test
  public void everyResultIsReadFromItsMember() {
    try (CallMemory callMemory = new CallMemory()) {
      TestRunStruct written = new TestRunStruct(callMemory, ALL);
      long struct = written.address();
      write(struct, "retval", -3);
      write(struct, "duration", -1);
      MEMORY.putByte(read(struct, "data_out"), (byte) 21);
      write(struct, "data_size_out", 2);
      MEMORY.putByte(read(struct, "ctx_out"), (byte) 22);
      write(struct, "ctx_size_out", 1);
      TestRunResult result = written.result();
      assertThat(result.returnValue()).isEqualTo(-3);
      assertThat(result.duration()).isEqualTo(Duration.ofNanos(4_294_967_295L));
      assertThat(result.data()).containsExactly(21, 0);
      assertThat(result.context()).containsExactly(22);
    }
  }

  @Test
  public void aContextWithoutRoomForAnotherIsReadBack() {
    TestRunOptions options = TestRunOptions.none().context(new byte[] {1, 2});
    try (CallMemory callMemory = new CallMemory()) {
      TestRunStruct written = new TestRunStruct(callMemory, options);
      MEMORY.putByte(read(written.address(), "ctx_in") + 1, (byte) 9);
      assertThat(written.result().context()).containsExactly(1, 9);
      assertThat(written.result().data()).isEmpty();
    }
  }

  @Test
  public void refusesANegativeSize() {
    assertThatThrownBy(() -> TestRunOptions.none().dataOut(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dataOut: size out of range: value=-1, expected=0 to 2147483647");
  }
}
