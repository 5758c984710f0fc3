package dev.bpfj.object.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Linkage;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.Parameter;
import dev.bpfj.object.btf.BtfType.Qualifier;
import dev.bpfj.object.btf.BtfType.SectionEntry;
import dev.bpfj.object.support.BtfBuilder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Random graphs of types: written by the test's own writer, read back, the same. */
public final class RandomTypesTest {
  private static final int GRAPHS = 300;

  @DataProvider
  public static Object[][] orders() {
    return new Object[][] {{ByteOrder.LITTLE_ENDIAN}, {ByteOrder.BIG_ENDIAN}};
  }

  @Test(dataProvider = "orders")
  public void everyGraphIsReadAsItWasWritten(ByteOrder order) {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = new Graph(new Random(seed));
      BtfBuilder builder = new BtfBuilder(order);
      graph.types.forEach(type -> write(builder, type));
      Btf read = builder.parse();
      assertThat(read.types().toList()).as("seed " + seed).isEqualTo(graph.types);
      for (int id = 1; id <= graph.types.size(); id++) {
        long size = graph.sizes.get(id);
        if (size >= 0) {
          assertThat(read.sizeOf(id)).as("seed " + seed + " type " + id).isEqualTo(size);
          assertThat(Integer.bitCount(read.alignOf(id))).isEqualTo(1);
        }
        assertThat(CDeclaration.of(read, id).length()).isBetween(1, CDeclaration.MOST_CHARACTERS);
      }
    }
  }

  /** Types by value refer to earlier ones; pointers to any. */
  private static final class Graph {
    private static final int TYPES = 60;

    private final Random random;
    private final List<BtfType> types = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>(List.of(-1L));

    Graph(Random random) {
      this.random = random;
      add(new BtfType.Int(1, "int", 4, BtfType.Int.Encoding.SIGNED, 0, 32), 4);
      while (types.size() < TYPES) {
        addAny(types.size() + 1);
      }
    }

    private void add(BtfType type, long size) {
      types.add(type);
      sizes.add(size);
    }

    private void addAny(int id) {
      String name = "n" + random.nextInt(20);
      int sized = sized();
      switch (random.nextInt(17)) {
        case 0 -> {
          int size = 1 << random.nextInt(5);
          add(new BtfType.Int(id, name, size, encoding(), 0, Math.min(255, size * 8)), size);
        }
        case 1 -> add(new BtfType.Ptr(id, random.nextInt(2) * sized), 8);
        case 2 -> {
          long length = random.nextInt(4);
          add(new BtfType.Array(id, sized, 1, length), length * sizes.get(sized));
        }
        case 3, 4 -> addComposite(id, name);
        case 5 -> addEnum(id, name);
        case 6 -> add(new BtfType.Fwd(id, name, random.nextBoolean()), -1);
        case 7, 8 -> add(new BtfType.Typedef(id, name, sized), sizes.get(sized));
        case 9, 10 ->
            add(
                new BtfType.Qualified(id, Qualifier.values()[random.nextInt(3)], sized),
                sizes.get(sized));
        case 11 -> {
          List<Parameter> parameters =
              IntStream.range(0, random.nextInt(4)).mapToObj(i -> parameter()).toList();
          add(new BtfType.FuncProto(id, sized(), parameters), -1);
          add(new BtfType.Func(id + 1, name, id, Linkage.values()[random.nextInt(3)]), -1);
        }
        case 12 -> {
          add(new BtfType.Var(id, name, sized, Linkage.values()[random.nextInt(3)]), -1);
          SectionEntry entry = new SectionEntry(id, random.nextInt(100), random.nextInt(100));
          add(new BtfType.DataSec(id + 1, "." + name, random.nextInt(200), List.of(entry)), -1);
        }
        case 13 -> add(new BtfType.Floating(id, name, 4 << random.nextInt(3)), -1);
        case 14 ->
            add(
                new BtfType.DeclTag(id, name, sized, random.nextInt(3) - 1, random.nextBoolean()),
                -1);
        default ->
            add(new BtfType.TypeTag(id, name, sized, random.nextBoolean()), sizes.get(sized));
      }
    }

    private BtfType.Int.Encoding encoding() {
      return BtfType.Int.Encoding.values()[random.nextInt(4)];
    }

    private Parameter parameter() {
      return new Parameter(random.nextBoolean() ? "p" : "", sized());
    }

    // An earlier type that has a size.
    private int sized() {
      int id = 1 + random.nextInt(types.size());
      while (sizes.get(id) < 0 || sizes.get(id) > 10_000) {
        id--;
      }
      return Math.max(id, 1);
    }

    private void addComposite(int id, String name) {
      boolean isUnion = random.nextBoolean();
      List<Member> members = new ArrayList<>();
      long end = 0;
      for (int i = random.nextInt(6); i > 0; i--) {
        int type = random.nextInt(4) == 0 ? 1 : sized();
        long offset = isUnion ? 0 : end + 8L * random.nextInt(5);
        long bits = sizes.get(type) * 8;
        if (end + bits < 1 << 23) {
          members.add(new Member(i == 1 ? "" : "m" + i, type, offset, 0));
          end = Math.max(end, offset + bits);
        }
      }
      boolean bitfields = random.nextBoolean() && !members.isEmpty() && !isUnion;
      if (bitfields) {
        int width = 1 + random.nextInt(31);
        members.add(new Member("bits", 1, end + 3, width));
        end += 3 + width;
      }
      long size = (end + 7) / 8 + random.nextInt(3);
      add(
          new BtfType.Composite(id, random.nextBoolean() ? name : "", isUnion, size, members),
          size);
    }

    private void addEnum(int id, String name) {
      int size = 1 << random.nextInt(4);
      boolean signed = random.nextBoolean();
      List<Enumerator> values = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        long value = size == 8 ? random.nextLong() : random.nextInt();
        values.add(new Enumerator("E" + i, size < 8 && !signed ? value & 0xffffffffL : value));
      }
      add(new BtfType.Enumeration(id, name, size, signed, values), size);
    }
  }

  private static void write(BtfBuilder btf, BtfType type) {
    if (type instanceof BtfType.Int t) {
      int[] codes = {0, 1, 2, 4};
      btf.type(
          t.name(),
          1,
          0,
          t.size(),
          (long) codes[t.encoding().ordinal()] << 24 | (long) t.bitOffset() << 16 | t.bits());
    } else if (type instanceof BtfType.Ptr t) {
      btf.pointer(t.target());
    } else if (type instanceof BtfType.Array t) {
      btf.type("", 3, 0, 0, t.element(), t.index(), t.length());
    } else if (type instanceof BtfType.Composite t) {
      writeComposite(btf, t);
    } else if (type instanceof BtfType.Enumeration t) {
      writeEnum(btf, t);
    } else if (type instanceof BtfType.Fwd t) {
      writeFlag(btf, t.isUnion(), t.name(), 7, 0);
    } else if (type instanceof BtfType.Typedef t) {
      btf.typedef(t.name(), t.target());
    } else if (type instanceof BtfType.Qualified t) {
      int[] kinds = {10, 9, 11};
      btf.type("", kinds[t.qualifier().ordinal()], 0, t.target());
    } else if (type instanceof BtfType.Func t) {
      btf.type(t.name(), 12, t.linkage().ordinal(), t.prototype());
    } else if (type instanceof BtfType.FuncProto t) {
      long[] tail =
          t.parameters().stream()
              .flatMapToLong(p -> LongStream.of(btf.string(p.name()), p.type()))
              .toArray();
      btf.type("", 13, t.parameters().size(), t.returns(), tail);
    } else if (type instanceof BtfType.Var t) {
      btf.type(t.name(), 14, 0, t.type(), t.linkage().ordinal());
    } else if (type instanceof BtfType.DataSec t) {
      SectionEntry entry = t.entries().get(0);
      btf.type(t.name(), 15, 1, t.size(), entry.type(), entry.offset(), entry.size());
    } else if (type instanceof BtfType.Floating t) {
      btf.type(t.name(), 16, 0, t.size());
    } else if (type instanceof BtfType.DeclTag t) {
      writeFlag(btf, t.attribute(), t.name(), 17, t.target(), t.component());
    } else if (type instanceof BtfType.TypeTag t) {
      writeFlag(btf, t.attribute(), t.name(), 18, t.target());
    } else {
      throw new AssertionError(type);
    }
  }

  private static void writeFlag(
      BtfBuilder btf, boolean flag, String name, int kind, long target, long... tail) {
    if (flag) {
      btf.flagged(name, kind, 0, target, tail);
    } else {
      btf.type(name, kind, 0, target, tail);
    }
  }

  private static void writeComposite(BtfBuilder btf, BtfType.Composite type) {
    boolean bitfields = type.members().stream().anyMatch(member -> member.bitfieldSize() > 0);
    long[] tail = new long[type.members().size() * 3];
    for (int i = 0; i < type.members().size(); i++) {
      Member member = type.members().get(i);
      tail[i * 3] = btf.string(member.name());
      tail[i * 3 + 1] = member.type();
      tail[i * 3 + 2] = (long) member.bitfieldSize() << 24 | member.bitOffset();
    }
    int kind = type.isUnion() ? 5 : 4;
    if (bitfields) {
      btf.flagged(type.name(), kind, type.members().size(), type.size(), tail);
    } else {
      btf.type(type.name(), kind, type.members().size(), type.size(), tail);
    }
  }

  private static void writeEnum(BtfBuilder btf, BtfType.Enumeration type) {
    boolean wide = type.size() == 8;
    int words = wide ? 3 : 2;
    long[] tail = new long[type.enumerators().size() * words];
    for (int i = 0; i < type.enumerators().size(); i++) {
      Enumerator value = type.enumerators().get(i);
      tail[i * words] = btf.string(value.name());
      tail[i * words + 1] = value.value();
      if (wide) {
        tail[i * words + 2] = value.value() >> 32;
      }
    }
    int kind = wide ? 19 : 6;
    int count = type.enumerators().size();
    if (type.signed()) {
      btf.flagged(type.name(), kind, count, type.size(), tail);
    } else {
      btf.type(type.name(), kind, count, type.size(), tail);
    }
  }
}
