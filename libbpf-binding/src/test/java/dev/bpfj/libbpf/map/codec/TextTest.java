package dev.bpfj.libbpf.map.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.testng.annotations.Test;

/** A text is its bytes. */
@Test
public final class TextTest {
  private static final byte[] LEFTOVER = {'s', 'h', 0, 'x', 0, 0};

  public void zerosAtTheEndAreNoPartOfIt() {
    assertThat(Text.of((byte) 's', (byte) 'h', (byte) 0)).isEqualTo(Text.of("sh"));
    assertThat(Text.of(LEFTOVER).bytes()).containsExactly('s', 'h', 0, 'x');
    assertThat(Text.of(new byte[8])).isEqualTo(Text.of("")).hasSameHashCodeAs(Text.of(""));
  }

  public void whatIsBehindItsEndCountsAndIsNotShown() {
    assertThat(Text.of(LEFTOVER)).isNotEqualTo(Text.of("sh")).hasToString("sh");
    assertThat(Text.of(LEFTOVER).compareTo(Text.of("sh"))).isPositive();
  }

  public void bytesThatAreNoUtf8AreKept() {
    Text text = Text.of((byte) 0xff, (byte) 0xc3);
    assertThat(text.bytes()).containsExactly(0xff, 0xc3);
    assertThat(text).hasToString("\ufffd\ufffd").isNotEqualTo(Text.of(text.toString()));
    assertThat(Text.of("\u00e9").bytes()).containsExactly(0xc3, 0xa9);
  }

  public void itsBytesAreItsOwn() {
    byte[] given = {'a'};
    Text text = Text.of(given);
    given[0] = 'b';
    text.bytes()[0] = 'c';
    assertThat(text).hasToString("a");
  }

  public void aKeyOfTextIsWrittenAsItWasRead() {
    MapCodec<Text> codec = MapCodecs.textKey(6);
    ByteBuffer buffer = ByteBuffer.allocateDirect(8);
    buffer.put(1, LEFTOVER);
    Text text = codec.get(buffer, 1);
    ByteBuffer written = ByteBuffer.allocateDirect(8).put(6, (byte) 1);
    codec.put(written, 1, text);
    assertThat(written).isEqualTo(buffer);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.put(buffer, 1, Text.of("sevenfold")))
        .withMessage("text is too long: size=9, limit=6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Text.of("a\0b"))
        .withMessageStartingWith("a zero character ends a C string");
  }
}
