package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static dev.bpfj.codegen.support.Beans.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.RandomStructs;
import dev.bpfj.codegen.support.RandomStructs.Composite;
import dev.bpfj.codegen.support.RandomStructs.Kind;
import dev.bpfj.codegen.support.RandomStructs.Member;
import dev.bpfj.codegen.support.RandomStructs.Type;
import dev.bpfj.object.BpfObjectFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.testng.annotations.Test;

/**
 * Random graphs of types, as BTF: read, generated, compiled; values written through the classes lie
 * where the BTF says, touch no other bit, and are read back.
 */
public final class RandomStructsTest {
  private static final int GRAPHS = 25;

  @Test
  public void valuesLieWhereTheTypesSayAndAreReadBack() {
    Map<Integer, RandomStructs> graphs = new LinkedHashMap<>();
    List<SourceFile> sources = new ArrayList<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomStructs graph = new RandomStructs(seed);
      graphs.put(seed, graph);
      GeneratedSkeleton skeleton = generate(seed, graph);
      assertThat(skeleton.notes()).as("seed " + seed).isEmpty();
      sources.addAll(skeleton.sources());
    }
    Compiled compiled = Compiled.withoutDoclint(sources);
    graphs.forEach(
        (seed, graph) -> {
          for (Composite struct : graph.structs()) {
            String name = "random.G" + seed + "Skel$" + struct.name().toUpperCase();
            new Run(seed, struct).check(create(compiled.load(name)));
          }
        });
  }

  private static GeneratedSkeleton generate(int seed, RandomStructs graph) {
    List<String> types = graph.structs().stream().map(Composite::name).toList();
    BpfObjectFile object = BpfObjectFile.parse("g" + seed, graph.elf());
    return new SkeletonGenerator()
        .generate(object, new SkeletonRequest("random", "G" + seed + "Skel", "g" + seed, types));
  }

  /** One struct, in memory that is full of other bits. */
  private static final class Run {
    private final Random random;
    private final String about;
    private final Composite struct;
    private final BitSet expected;
    private final List<Runnable> reads = new ArrayList<>();

    Run(int seed, Composite struct) {
      this.random = new Random(seed * 31L + struct.name().hashCode());
      this.about = "seed " + seed + ": struct " + struct;
      this.struct = struct;
      this.expected = new BitSet();
    }

    void check(Object view) {
      byte[] before = new byte[(int) struct.size()];
      random.nextBytes(before);
      ByteBuffer memory = ByteBuffer.allocateDirect(before.length).put(before);
      expected.or(BitSet.valueOf(before));
      write(call(view, "wrap", memory, 0), struct, 0);
      byte[] after = new byte[before.length];
      memory.get(0, after);
      byte[] wanted = Arrays.copyOf(expected.toByteArray(), before.length);
      assertThat(after).as(about).isEqualTo(wanted);
      reads.forEach(Runnable::run);
    }

    // Of a union's members only one can have its value.
    private void write(Object view, Composite type, long base) {
      List<Member> members = type.members();
      if (type.union()) {
        members = List.of(members.get(random.nextInt(members.size())));
      }
      for (Member member : members) {
        long at = base + member.bitOffset();
        if (member.name().isEmpty()) {
          write(view, member.type().composite(), at);
        } else {
          writeElements(view, member, at, new ArrayList<>());
        }
      }
    }

    private void writeElements(Object view, Member member, long at, List<Object> indexes) {
      Type type = member.type();
      if (indexes.size() == type.lengths().size()) {
        writeOne(view, member, at, indexes);
        return;
      }
      List<Integer> inner = type.lengths().subList(indexes.size() + 1, type.lengths().size());
      long stride = inner.stream().mapToLong(n -> n).reduce(type.size() * 8, (a, b) -> a * b);
      for (int i = 0; i < type.lengths().get(indexes.size()); i++) {
        List<Object> all = new ArrayList<>(indexes);
        all.add(i);
        writeElements(view, member, at + i * stride, all);
      }
    }

    private void writeOne(Object view, Member member, long at, List<Object> indexes) {
      Type type = member.type();
      if (type.kind() == Kind.COMPOSITE) {
        write(call(view, member.name(), indexes.toArray()), type.composite(), at);
        return;
      }
      int bits = member.width() > 0 ? member.width() : (int) type.size() * 8;
      Object value = value(type, bits, member.width() > 0);
      put(at, bits, raw(value));
      boolean enumeration = type.kind() == Kind.ENUM || type.kind() == Kind.UNSIGNED_ENUM;
      String name = member.name() + (enumeration ? "Value" : "");
      List<Object> arguments = new ArrayList<>(indexes);
      arguments.add(value);
      call(view, name, arguments.toArray());
      reads.add(
          () ->
              assertThat(call(view, name, indexes.toArray()))
                  .as(about + ": " + name + indexes)
                  .isEqualTo(value));
    }

    private Object value(Type type, int bits, boolean bitfield) {
      BigInteger unsigned = new BigInteger(bits, random);
      BigInteger signed =
          unsigned.testBit(bits - 1) ? unsigned.subtract(BigInteger.ONE.shiftLeft(bits)) : unsigned;
      return switch (type.kind()) {
        case BOOL -> random.nextBoolean();
        case FLOAT -> bits == 32 ? (Object) (float) random.nextGaussian() : random.nextGaussian();
        case POINTER -> signed.longValue();
        case SIGNED -> bitfield ? integer(signed, bits <= 32) : ofSize(signed, bits);
        case UNSIGNED ->
            bitfield ? integer(signedIf64(unsigned), bits <= 31) : ofUnsigned(unsigned, bits);
        case ENUM -> integer(signed, bits <= 32);
        // In 4 and 8 bytes the bare value is the bits.
        case UNSIGNED_ENUM -> integer(bits < 32 ? unsigned : signed, bits <= 32);
        case COMPOSITE -> throw new AssertionError(type);
      };
    }

    private static BigInteger signedIf64(BigInteger unsigned) {
      return BigInteger.valueOf(unsigned.longValue());
    }

    private static Object integer(BigInteger value, boolean fitsInt) {
      return fitsInt ? (Object) value.intValue() : (Object) value.longValue();
    }

    private static Object ofUnsigned(BigInteger value, int bits) {
      return switch (bits) {
        case 8, 16 -> value.intValue();
        case 32, 64 -> value.longValue();
        default -> value;
      };
    }

    private static Object ofSize(BigInteger value, int bits) {
      return switch (bits) {
        case 8 -> value.byteValue();
        case 16 -> value.shortValue();
        case 32 -> value.intValue();
        case 64 -> value.longValue();
        default -> value;
      };
    }

    private static BigInteger raw(Object value) {
      if (value instanceof Boolean truth) {
        return truth ? BigInteger.ONE : BigInteger.ZERO;
      } else if (value instanceof Float number) {
        return BigInteger.valueOf(Float.floatToRawIntBits(number));
      } else if (value instanceof Double number) {
        return BigInteger.valueOf(Double.doubleToRawLongBits(number));
      }
      return value instanceof BigInteger number
          ? number
          : BigInteger.valueOf(((Number) value).longValue());
    }

    private void put(long at, int bits, BigInteger value) {
      for (int i = 0; i < bits; i++) {
        expected.set((int) at + i, value.testBit(i));
      }
    }
  }
}
