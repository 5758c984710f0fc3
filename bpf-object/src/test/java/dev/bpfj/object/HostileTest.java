package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.CDeclaration;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.Bytes;
import dev.bpfj.object.support.ElfBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testng.annotations.Test;

/**
 * Objects made to cost time, stack or memory. The limits in seconds are far above what each takes
 * here, and far below what a quadratic reader would.
 */
public final class HostileTest {
  private static final int ALLOC = 3;

  @Test(timeOut = 30_000)
  public void aHundredThousandTypesAreReadAndMeasuredFast() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    for (int i = 0; i < 50_000; i++) {
      btf.struct("s" + i, 8, "m", btf.pointer(1));
    }
    Btf types = btf.parse();
    long size = 0;
    for (int id = 1; id <= types.count(); id++) {
      size += types.sizeOf(id) + types.alignOf(id) + CDeclaration.of(types, id).length();
    }
    assertThat(types.count()).isEqualTo(100_001);
    assertThat(size).isPositive();
  }

  @Test(timeOut = 30_000)
  public void tenThousandVariablesAreReadFast() {
    BtfBuilder btf = BtfBuilder.little();
    ElfBuilder elf = ElfBuilder.little();
    int count = 10_000;
    int section = elf.section(".data", ALLOC, new byte[count * 4]);
    btf.integer();
    long[] tail = new long[count * 3];
    for (int i = 0; i < count; i++) {
      // Backwards, so that they have to be sorted.
      elf.variable("v" + i, section, (count - 1 - i) * 4L, 4);
      tail[i * 3] = btf.variable("v" + i, 1);
      tail[i * 3 + 2] = 4;
    }
    btf.type(".data", 15, count, 0, tail);
    BpfObjectFile object = BpfObjectFile.parse("test.o", elf.btf(btf).bytes());
    assertThat(object.dataSections().get(0).variables()).hasSize(count);
    assertThat(object.dataSections().get(0).variables().get(0).name()).isEqualTo("v9999");
  }

  @Test(timeOut = 30_000)
  public void whatManyProgramsReferToThroughOneFunctionStaysWithinBounds() {
    int variables = 20_000;
    int programs = 5_000;
    BtfBuilder btf = BtfBuilder.little();
    ElfBuilder elf = ElfBuilder.little();
    btf.integer();
    int data = elf.section(".data", ALLOC, new byte[variables * 4]);
    int text = elf.code(".text", 2 * variables);
    long[] tail = new long[variables * 3];
    long[] references = new long[variables * 2];
    for (int i = 0; i < variables; i++) {
      references[i * 2] = i * 8L;
      references[i * 2 + 1] = elf.nextSymbol();
      elf.variable("v" + i, data, i * 4L, 4);
      tail[i * 3] = btf.variable("v" + i, 1);
      tail[i * 3 + 1] = i * 4L;
      tail[i * 3 + 2] = 4;
    }
    btf.type(".data", 15, variables, 0, tail);
    int function = elf.nextSymbol();
    elf.function("refer", text, 0, variables * 16L);
    int xdp = elf.code("xdp", programs);
    long[] calls = new long[programs * 2];
    for (int i = 0; i < programs; i++) {
      elf.function("p" + i, xdp, i * 8L, 8);
      calls[i * 2] = i * 8L;
      calls[i * 2 + 1] = function;
    }
    elf.relocations(text, references).relocations(xdp, calls);
    BpfObjectFile object = BpfObjectFile.parse("test.o", elf.btf(btf).bytes());
    List<List<ProgramUse>> uses = object.programs().stream().map(object::uses).toList();
    assertThat(uses).hasSize(programs);
    assertThat(uses.get(0)).hasSize(variables);
    assertThat(uses.stream().mapToLong(List::size).sum()).isLessThan(1 << 22);
  }

  @Test(timeOut = 30_000)
  public void manySectionsOfManyProgramsAreReadFast() {
    ElfBuilder elf = ElfBuilder.little();
    for (int i = 0; i < 20_000; i++) {
      elf.function("f" + i, elf.code("xdp/" + i, 1), 0, 8);
    }
    BpfObjectFile object = BpfObjectFile.parse("test.o", elf.bytes());
    assertThat(object.programs()).hasSize(20_000);
    Touch.everything(object);
  }

  @Test(timeOut = 30_000)
  public void structsAHundredThousandDeepDoNotOverflowTheStack() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    for (int i = 0; i < 100_000; i++) {
      btf.struct("", 4, "m", btf.count());
    }
    Btf types = btf.parse();
    assertThat(types.alignOf(types.count())).isEqualTo(4);
    assertThat(types.sizeOf(types.count())).isEqualTo(4);
    String text = CDeclaration.of(types, types.count(), "x");
    assertThat(text).startsWith("struct {\n\tstruct {").endsWith("...");
  }

  @Test(timeOut = 30_000)
  public void longChainsOfNamesAreWalkedOnce() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    for (int i = 0; i < 100_000; i++) {
      btf.typedef("t", btf.count());
    }
    Btf types = btf.parse();
    for (int id = types.count(); id > 0; id--) {
      assertThat(types.sizeOf(id)).isEqualTo(4);
      assertThat(types.alignOf(id)).isEqualTo(4);
    }
  }

  @Test(timeOut = 30_000)
  public void longChainsThatBiteTheirTailAreRefusedOnceAndForAll() {
    BtfBuilder btf = BtfBuilder.little();
    int count = 50_000;
    for (int i = 0; i < count; i++) {
      btf.typedef("t", i + 2 > count ? 1 : i + 2);
    }
    Btf types = btf.parse();
    for (int id = 1; id <= count; id++) {
      int at = id;
      assertThatThrownBy(() -> types.sizeOf(at)).hasMessageEndingWith("refers to itself");
    }
  }

  @Test(timeOut = 30_000)
  public void longChainsOfArraysAreWalkedOnce() {
    BtfBuilder btf = BtfBuilder.little();
    int count = 50_000;
    for (int i = 0; i < count; i++) {
      btf.array(i + 2, 2);
    }
    btf.type("int", 1, 0, 4, 1 << 24 | 32);
    Btf types = btf.parse();
    for (int id = 1; id <= count - 40; id++) {
      int at = id;
      assertThatThrownBy(() -> types.sizeOf(at)).hasMessageEndingWith("is larger than 4 GiB");
    }
    assertThat(types.sizeOf(count)).isEqualTo(8);
    assertThat(types.alignOf(1)).isEqualTo(4);
    assertThat(CDeclaration.of(types, 1, "x").length()).isLessThan(1 << 16);
  }

  @Test(timeOut = 30_000)
  public void functionsThatTakeThemselvesAreDeclaredInBoundedText() {
    BtfBuilder btf = BtfBuilder.little();
    // Two parameters each: the whole text would have 2^depth parts.
    btf.type("", 13, 2, 2, 0, 2, 0, 2);
    btf.pointer(1);
    Btf types = btf.parse();
    String text = CDeclaration.of(types, 2, "f");
    assertThat(text.length()).isLessThanOrEqualTo(CDeclaration.MOST_CHARACTERS);
    assertThat(text).endsWith("...");
    assertThat(CDeclaration.brief(types, 2, "").length()).isLessThan(1 << 16);
  }

  @Test(timeOut = 30_000)
  public void pointersToThemselvesAreDeclaredInBoundedText() {
    BtfBuilder btf = BtfBuilder.little();
    btf.pointer(1);
    assertThat(CDeclaration.of(btf.parse(), 1, "p").length()).isLessThan(1 << 16);
  }

  @Test(timeOut = 30_000)
  public void gapsOfGigabytesAreDeclaredInBoundedText() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    int struct = btf.type("", 4, 1, 0xfffffff0L, btf.string("m"), 1, 0xffffff00L);
    assertThat(CDeclaration.of(btf.parse(), struct, "s").length())
        .isLessThanOrEqualTo(CDeclaration.MOST_CHARACTERS);
  }

  @Test(timeOut = 30_000)
  public void stringsThatShareTheirTailsAreRefusedBeforeTheyFillMemory() {
    int length = 1 << 20;
    Bytes types = new Bytes(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 100_000; i++) {
      types.u32(1 + i, 7L << 24, 0);
    }
    Bytes btf = new Bytes(ByteOrder.LITTLE_ENDIAN).u16(0xeb9f).u8(1, 0);
    btf.u32(24, 0, types.size(), types.size(), length);
    byte[] strings = new byte[length];
    Arrays.fill(strings, 1, length - 1, (byte) 'a');
    ElfBuilder elf = ElfBuilder.little();
    elf.section(".BTF", 0, btf.all(types.array()).all(strings).array());
    Btf parsed = BpfObjectFile.parse("test.o", elf.bytes()).btf().orElseThrow();
    assertThatThrownBy(() -> parsed.types().toList())
        .hasMessage(
            "test.o: section \".BTF\", strings: names of more than 4 times the string table's"
                + " size");
  }

  @Test(timeOut = 30_000)
  public void namesOf64KibibytesAreKept() {
    String name = "n".repeat(1 << 16);
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    btf.section(".data", btf.variable(name, 1), 4);
    ElfBuilder elf = ElfBuilder.little();
    elf.variable(name, elf.section(".data", ALLOC, new byte[4]), 0, 4);
    BpfObjectFile object = BpfObjectFile.parse("test.o", elf.btf(btf).bytes());
    assertThat(object.dataSections().get(0).variables().get(0).name()).isEqualTo(name);
    assertThat(CDeclaration.of(object.btf().orElseThrow(), 2)).endsWith("...");
  }

  @Test(timeOut = 30_000)
  public void typesBeyondWhatAnyKernelTakesAreRefused() {
    ElfBuilder elf = ElfBuilder.little();
    Bytes header = new Bytes(ByteOrder.LITTLE_ENDIAN).u16(0xeb9f).u8(1, 0).u32(24, 0, 0, 0, 1);
    elf.section(".BTF", 0, header.all(new byte[33 << 20]).array());
    assertThatThrownBy(() -> BpfObjectFile.parse("test.o", elf.bytes()))
        .hasMessage(
            "test.o: section \".BTF\": larger than any kernel takes: size=34603032, most=33554432");
  }

  @Test(timeOut = 30_000)
  public void strangeNamesAreTextAndNothingElse() {
    String name = "*/ \n\u202e\"; System.exit(1); \\u000a $x";
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    btf.section(".data", btf.variable(name, 1), 4);
    ElfBuilder elf = ElfBuilder.little();
    elf.variable(name, elf.section(".data", ALLOC, new byte[4]), 0, 4);
    BpfObjectFile object = BpfObjectFile.parse("test.o", elf.btf(btf).bytes());
    assertThat(object.dataSections().get(0).variables().get(0).name()).isEqualTo(name);
  }

  @Test(timeOut = 30_000)
  public void theModelIsSafeToShareBetweenThreads() throws InterruptedException {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    for (int i = 0; i < 2000; i++) {
      btf.struct("s", 8, "m", btf.typedef("t", btf.array(1, 2)));
    }
    Btf types = btf.parse();
    List<Throwable> problems = new CopyOnWriteArrayList<>();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int id = types.count(); id > 0; id--) {
                  assertThat(types.sizeOf(id)).isIn(4L, 8L);
                  assertThat(types.alignOf(id)).isEqualTo(4);
                  assertThat(CDeclaration.of(types, id)).isNotEmpty();
                }
              });
      threads[t].setUncaughtExceptionHandler((thread, problem) -> problems.add(problem));
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(problems).isEmpty();
  }

  @Test(timeOut = 30_000)
  public void aBrokenStructIsDecodedOnceHoweverManyTypesStandForIt() {
    int members = 300_000;
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    long[] tail = new long[members * 3];
    for (int i = 0; i < members; i++) {
      tail[i * 3 + 1] = 1;
    }
    tail[members * 3 - 1] = 8;
    int struct = btf.type("s", 4, members, 4, tail);
    for (int i = 0; i < 20_000; i++) {
      btf.typedef("t", struct);
    }
    Btf types = btf.parse();
    for (int id = struct; id <= types.count(); id++) {
      int at = id;
      assertThatThrownBy(() -> types.resolve(at)).hasMessageContaining("runs past the end");
    }
  }

  @Test(timeOut = 30_000)
  public void aHugeAnonymousStructIsMeasuredOnceHoweverManyPointersDeclareIt() {
    int members = 300_000;
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    long[] tail = new long[members * 3];
    for (int i = 0; i < members; i++) {
      tail[i * 3 + 1] = 1;
    }
    int struct = btf.type("", 4, members, 4, tail);
    for (int i = 0; i < 200; i++) {
      btf.pointer(struct);
    }
    Btf types = btf.parse();
    for (int id = struct; id <= types.count(); id++) {
      assertThat(CDeclaration.of(types, id)).endsWith("...");
    }
  }

  @Test(timeOut = 30_000)
  public void aNameOfMegabytesIsCutHoweverOftenItIsDeclared() {
    BtfBuilder btf = BtfBuilder.little();
    btf.type("n".repeat(16 << 20), 7, 0, 0);
    for (int i = 0; i < 1000; i++) {
      btf.pointer(1);
    }
    Btf types = btf.parse();
    for (int id = 1; id <= types.count(); id++) {
      assertThat(CDeclaration.of(types, id).length()).isEqualTo(CDeclaration.MOST_CHARACTERS);
    }
  }

  @Test(timeOut = 30_000)
  public void namesBeyondTheBudgetAreRefusedWithoutLookingAtThem() {
    BtfBuilder btf = BtfBuilder.little();
    int offset = btf.string("n".repeat(1 << 20));
    for (int i = 0; i < 100_000; i++) {
      btf.raw(offset + i, 7L << 24, 0);
    }
    Btf types = btf.parse();
    int refused = 0;
    for (int id = 1; id <= types.count(); id++) {
      try {
        types.type(id);
      } catch (MalformedObjectException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(99_000);
  }

  @Test
  public void tooManySectionsOrSymbolsAreRefusedBeforeTheyFillMemory() {
    byte[] sections = ElfBuilder.little().bytes();
    byte[] large = Arrays.copyOf(sections, (1 << 18) * 64 + 64 + sections.length);
    ByteBuffer header = ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(40, sections.length).putShort(60, (short) 0);
    header.putLong(sections.length + 32, (1 << 18) + 1);
    assertThatThrownBy(() -> BpfObjectFile.parse("test.o", large))
        .hasMessage("test.o: ELF header: too many sections: found=262145, most=262144");
    ElfBuilder elf = ElfBuilder.little();
    elf.code("socket", ((1 << 20) + 1) * 3);
    byte[] symbols = elf.bytes();
    ByteBuffer file = ByteBuffer.wrap(symbols).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) file.getLong(40);
    file.putLong(table + 2 * 64 + 24, file.getLong(table + 3 * 64 + 24));
    file.putLong(table + 2 * 64 + 32, file.getLong(table + 3 * 64 + 32));
    assertThatThrownBy(() -> BpfObjectFile.parse("test.o", symbols))
        .hasMessage("test.o: section \".symtab\": too many symbols: found=1048577, most=1048576");
  }

  @Test
  public void bytesThatAreNoElfAreRefusedByName() {
    assertThatThrownBy(() -> ElfFile.parse("some/name.o", new byte[] {1, 2, 3, 4, 5}))
        .hasMessageStartingWith("some/name.o: start of the file: not an ELF file");
  }
}
