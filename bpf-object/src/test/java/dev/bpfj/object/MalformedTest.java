package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.ElfBuilder;
import dev.bpfj.object.support.Tools;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** One row a rule: a broken object and everything that is said about it. */
public final class MalformedTest {
  private static final int ALLOC = 3;

  private static void refuses(byte[] object, String message) {
    assertThatThrownBy(() -> BpfObjectFile.parse("test.o", object))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: " + message);
  }

  private static Object[] patch(String name, int size, int offset, long value, String message) {
    ElfBuilder elf = ElfBuilder.little();
    elf.code("socket", 2);
    byte[] bytes = elf.bytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = offset >= 0 ? offset : (int) buffer.getLong(40) - offset - 1;
    switch (size) {
      case 1 -> buffer.put(at, (byte) value);
      case 2 -> buffer.putShort(at, (short) value);
      case 4 -> buffer.putInt(at, (int) value);
      default -> buffer.putLong(at, value);
    }
    return new Object[] {name, bytes, message};
  }

  /** An offset inside of a section header, as patch() takes it. */
  private static int header(int section, int offset) {
    return -(section * 64 + offset) - 1;
  }

  @DataProvider
  public static Object[][] containers() {
    return new Object[][] {
      {
        "empty file",
        new byte[0],
        "start of the file: not an ELF file; give a BPF object, as clang -target bpf -c makes it"
      },
      {
        "file of 10 bytes",
        Arrays.copyOf(ElfBuilder.little().bytes(), 10),
        "ELF header: the file is truncated: size=10, expected at least 64"
            + "; copy it whole, or compile it again"
      },
      patch("unknown byte order", 1, 5, 3, "ELF header: unknown byte order: EI_DATA=3"),
      patch(
          "object of another machine",
          2,
          18,
          62,
          "ELF header: not for BPF: e_machine=62 (x86-64), expected=247 (EM_BPF); compile with clang"
              + " -target bpf"),
      patch("32-bit file", 1, 4, 1, "ELF header: not a 64-bit file: EI_CLASS=1, expected=2"),
      patch(
          "executable",
          2,
          16,
          2,
          "ELF header: not a relocatable object: e_type=2, expected=1 (ET_REL)"),
      patch("no sections", 8, 40, 0, "ELF header: no section header table: e_shoff=0"),
      patch(
          "section headers far away",
          8,
          40,
          Long.MAX_VALUE,
          "ELF header: section header table lies past the end; the file is truncated:"
              + " offset=9223372036854775807, size=385; copy it whole, or compile it again"),
      patch(
          "section headers of another size",
          2,
          58,
          40,
          "ELF header: section header size: e_shentsize=40, expected=64"),
      patch(
          "too many sections",
          2,
          60,
          60000,
          "ELF header: section header table runs past the end; the file is truncated:"
              + " sections=60000, size=385; copy it whole, or compile it again"),
      patch(
          "name table out of range",
          2,
          62,
          9,
          "ELF header: no section of that index: e_shstrndx=9"),
      patch(
          "section content past the end",
          8,
          header(3, 32),
          1L << 40,
          "section \"socket\": runs past the file's end; the file is truncated: offset=113,"
              + " size=1099511627776, file size=385;"
              + " copy it whole, or compile it again"),
      patch(
          "negative size of zeros",
          8,
          header(0, 32),
          -1,
          "section \"\": impossible size: sh_size=18446744073709551615"),
      patch(
          "section name outside of the table",
          4,
          header(3, 0),
          500,
          "section name table: data past the end: offset=500, length=1, size=25"),
      patch(
          "symbol table without names",
          4,
          header(2, 40),
          77,
          "section \".symtab\": no string table: sh_link=77"),
      patch(
          "symbols of another size",
          8,
          header(2, 56),
          16,
          "section \".symtab\": symbol size: sh_entsize=16, sh_size=24"),
      patch(
          "no symbol table",
          4,
          header(2, 4),
          1,
          "ELF header: no symbol table; was the object stripped?"),
      patch(
          "two symbol tables",
          4,
          header(3, 4),
          2,
          "section \"socket\": a second symbol table: index=3"),
    };
  }

  @Test(dataProvider = "containers")
  public void brokenContainersAreRefused(String name, byte[] object, String message) {
    refuses(object, message);
  }

  private static Object[] elf(String name, String message, Consumer<ElfBuilder> parts) {
    ElfBuilder elf = ElfBuilder.little();
    parts.accept(elf);
    return new Object[] {name, elf.bytes(), message};
  }

  private static Object[] data(
      String name, String message, Consumer<ElfBuilder> parts, Consumer<BtfBuilder> types) {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    types.accept(btf);
    return elf(
        name,
        message,
        elf -> {
          parts.accept(elf);
          elf.btf(btf);
        });
  }

  @DataProvider
  public static Object[][] sections() {
    return new Object[][] {
      elf(
          "static program",
          "section \"socket\": program \"f\" is static, and libbpf does not load those; remove"
              + " \"static\"",
          elf -> elf.symbol("f", elf.code("socket", 2), 0, 16, 2, 0, 0)),
      elf(
          "half an instruction",
          "section \"socket\": program \"f\" is not made of 8-byte instructions: offset=0, size=12",
          elf -> elf.function("f", elf.code("socket", 2), 0, 12)),
      elf(
          "empty program",
          "section \"socket\": program \"f\" is not made of 8-byte instructions: offset=8, size=0",
          elf -> elf.function("f", elf.code("socket", 2), 8, 0)),
      elf(
          "program past the section",
          "section \"socket\": data past the end: offset=8, length=16, size=16",
          elf -> elf.function("f", elf.code("socket", 2), 8, 16)),
      elf(
          "program that wraps around",
          "section \"socket\": data past the end: offset=18446744073709551608, length=16, size=16",
          elf -> elf.function("f", elf.code("socket", 2), -8, 16)),
      elf(
          "two programs of one name",
          "section \"socket\": program \"f\" has no name, or that of another program",
          elf -> {
            int section = elf.code("socket", 2);
            elf.function("f", section, 0, 8).function("f", section, 8, 8);
          }),
      elf(
          "subprogram past .text",
          "section \".text\": data past the end: offset=0, length=24, size=16",
          elf -> elf.function("f", elf.code(".text", 2), 0, 24)),
      elf(
          "symbol name outside of the table",
          "section \".strtab\": data past the end: offset=9999, length=1, size=39",
          elf ->
              elf.symbol(9999, elf.code("socket", 2), 0, 16, 2, 1, 0)
                  .symbol("x", 0, 0, 0, 0, 0, 0)
                  .symbol("abcdefghijk", 0, 0, 0, 0, 0, 0)),
      elf(
          "extended index without a table",
          "section \".symtab\": symbol 1: no section of type SHT_SYMTAB_SHNDX holds its section's"
              + " index",
          elf -> elf.function("f", 0xffff, 0, 16)),
      elf(
          "legacy maps",
          "section \"maps\": map definitions of the form that libbpf 1.0 gave up; define them in"
              + " SEC(\".maps\")",
          elf -> elf.section("maps", ALLOC, new byte[20])),
      elf(
          "maps without types",
          "section \".maps\": needs type information; compile with -g",
          elf -> elf.section(".maps", ALLOC, new byte[8])),
      elf(
          "struct_ops without types",
          "section \".struct_ops\": needs type information; compile with -g",
          elf -> elf.section(".struct_ops", ALLOC, new byte[8])),
      elf(
          "extern without types",
          "extern \"x\": needs type information; compile with -g",
          elf -> elf.extern("x")),
      elf(
          "empty license",
          "section \"license\": is empty",
          elf -> elf.section("license", ALLOC, new byte[0])),
      elf(
          "version of 8 bytes",
          "section \"version\": size: found=8, expected=4",
          elf -> elf.section("version", ALLOC, new byte[8])),
      elf(
          "types in a section of zeros",
          "section \".BTF\": section type: sh_type=8, expected=1 (PROGBITS)",
          elf -> elf.section(".BTF", 8, 0, new byte[0], 100, 0)),
      elf(
          "two data sections of one name",
          "section \".data\": a second section of this name: index=4",
          elf -> {
            elf.section(".data", ALLOC, new byte[4]);
            elf.section(".data", ALLOC, new byte[4]);
          }),
      elf(
          "zeros of a terabyte",
          "section \".bss\": larger than a map can be: size=1099511627776, most=2147483647",
          elf -> elf.section(".bss", 8, ALLOC, new byte[0], 1L << 40, 0)),
      elf(
          "arena variables without an arena",
          "section \".addr_space.1\": variables of an arena, and no map of type arena in"
              + " SEC(\".maps\")",
          elf -> elf.section(".addr_space.1", ALLOC, new byte[4])),
      data(
          "variables of an arena that another object defines",
          "section \".addr_space.1\": variable \"x\" is extern; link the object that defines it first"
              + " (bpftool gen object)",
          elf -> {},
          btf -> btf.section(".addr_space.1", btf.type("x", 14, 0, 1, 2), 4)),
      data(
          "types of a section that is not there",
          "section \".data\": has variables in its types and no bytes in the file; compile it"
              + " again, or give one of them a size if none has any",
          elf -> {},
          btf -> btf.section(".data", btf.variable("x", 1), 4)),
      data(
          "variable past the section's end",
          "section \".data\": variable \"x\" runs past the section's end: offset=2, size=4, section"
              + " size=4",
          elf -> elf.variable("x", elf.section(".data", ALLOC, new byte[4]), 2, 4),
          btf -> btf.section(".data", btf.variable("x", 1), 4)),
      data(
          "variable before the section",
          "section \".data\": variable \"x\" runs past the section's end: offset=-4, size=4, section"
              + " size=4",
          elf -> elf.variable("x", elf.section(".data", ALLOC, new byte[4]), -4, 4),
          btf -> btf.section(".data", btf.variable("x", 1), 4)),
      data(
          "variables on top of each other",
          "section \".data\": variable \"y\" overlaps the one before it: offset=2, size=4, section"
              + " size=8",
          elf -> {
            int section = elf.section(".data", ALLOC, new byte[8]);
            elf.variable("x", section, 0, 4).variable("y", section, 2, 4);
          },
          btf -> {
            int x = btf.variable("x", 1);
            int y = btf.variable("y", 1);
            btf.type(".data", 15, 2, 0, x, 0, 4, y, 0, 4);
          }),
      data(
          "variable without a symbol",
          "section \".data\": variable \"x\" has no symbol",
          elf -> elf.section(".data", ALLOC, new byte[8]),
          btf -> btf.section(".data", btf.variable("x", 1), 4)),
      data(
          "variable of another section",
          "section \".data\": variable \"x\" has its symbol in another section: section index=4",
          elf -> {
            elf.section(".data", ALLOC, new byte[8]);
            elf.variable("x", elf.section(".bss", ALLOC, new byte[8]), 0, 4);
          },
          btf -> btf.section(".data", btf.variable("x", 1), 4)),
      data(
          "variable smaller than its type",
          "section \".data\": variable \"x\" is smaller than its type: size=2, expected=4",
          elf -> elf.variable("x", elf.section(".data", ALLOC, new byte[8]), 0, 4),
          btf -> btf.section(".data", btf.variable("x", 1), 2)),
      data(
          "extern in a data section",
          "section \".data\": variable \"x\" is extern; link the object that defines it first"
              + " (bpftool gen object)",
          elf -> elf.section(".data", ALLOC, new byte[8]),
          btf -> btf.section(".data", btf.type("x", 14, 0, 1, 2), 4)),
      data(
          "function in a data section",
          "section \".data\": entry is not a variable: type=3",
          elf -> elf.section(".data", ALLOC, new byte[8]),
          btf -> {
            int proto = btf.type("", 13, 0, 0);
            btf.section(".data", btf.type("f", 12, 1, proto), 4);
          }),
    };
  }

  @Test(dataProvider = "sections")
  public void brokenSectionsAreRefused(String name, byte[] object, String message) {
    refuses(object, message);
  }

  /** Adds one map, made of members: name and type id each. */
  private static Object[] map(String name, String message, MapTypes types) {
    return data(
        name,
        message,
        elf -> elf.variable("m", elf.section(".maps", ALLOC, new byte[64]), 0, 64),
        btf -> {
          Object[] members = types.members(btf);
          long[] tail = new long[members.length / 2 * 3];
          for (int i = 0; i < members.length / 2; i++) {
            tail[i * 3] = btf.string((String) members[i * 2]);
            tail[i * 3 + 1] = (Integer) members[i * 2 + 1];
          }
          int struct = btf.type("", 4, members.length / 2, 64, tail);
          btf.section(".maps", btf.variable("m", struct), 64);
        });
  }

  /** The members of a map's definition: name, type id, name, type id, ... */
  private interface MapTypes {
    Object[] members(BtfBuilder btf);
  }

  private static int number(BtfBuilder btf, long value) {
    return btf.pointer(btf.array(1, value));
  }

  private static int values(BtfBuilder btf, int target) {
    return btf.array(btf.pointer(target), 0);
  }

  @DataProvider
  public static Object[][] maps() {
    return new Object[][] {
      map(
          "map without a type",
          "map \"m\": has no type; add __uint(type, BPF_MAP_TYPE_...)",
          btf -> new Object[] {"max_entries", number(btf, 1)}),
      map(
          "invalid pinning",
          "map \"m\": pinning: found=2, expected=0 (LIBBPF_PIN_NONE) or 1 (LIBBPF_PIN_BY_NAME)",
          btf -> new Object[] {"type", number(btf, 1), "pinning", number(btf, 2)}),
      map(
          "unknown attribute",
          "map \"m\": has an attribute that libbpf does not know: \"color\"",
          btf -> new Object[] {"type", number(btf, 1), "color", number(btf, 2)}),
      map(
          "attribute given twice",
          "map \"m\": has attribute \"type\" twice",
          btf -> new Object[] {"type", number(btf, 1), "type", number(btf, 1)}),
      map(
          "number that is none",
          "map \"m\": attribute \"type\" is not a number; use __uint",
          btf -> new Object[] {"type", 1}),
      map(
          "map_extra that is no number",
          "map \"m\": attribute \"map_extra\" is not a number; use __ulong",
          btf -> new Object[] {"type", number(btf, 1), "map_extra", 1}),
      map(
          "key that is no type",
          "map \"m\": attribute \"key\" is not a type, or is void; use __type",
          btf -> new Object[] {"type", number(btf, 1), "key", 1}),
      map(
          "key of two sizes",
          "map \"m\": key of two sizes: found=8 and 4",
          btf ->
              new Object[] {
                "type", number(btf, 1), "key_size", number(btf, 8), "key", btf.pointer(1)
              }),
      map(
          "value of two sizes",
          "map \"m\": value of two sizes: found=4 and 8",
          btf ->
              new Object[] {
                "type", number(btf, 1), "value", btf.pointer(1), "value_size", number(btf, 8)
              }),
      map(
          "void value",
          "map \"m\": attribute \"value\" is not a type, or is void; use __type",
          btf -> new Object[] {"type", number(btf, 1), "value", btf.pointer(0)}),
      map(
          "values in a hash",
          "map \"m\": attribute \"values\" in a map of type hash",
          btf -> new Object[] {"type", number(btf, 1), "values", values(btf, 1)}),
      map(
          "values before others",
          "map \"m\": attribute \"values\" is not the last",
          btf ->
              new Object[] {
                "type", number(btf, 12), "values", values(btf, 1), "max_entries", number(btf, 1)
              }),
      map(
          "inner maps that are numbers",
          "map \"m\": attribute \"values\" is of the wrong type: expected=pointers to a map"
              + " definition",
          btf -> new Object[] {"type", number(btf, 12), "values", values(btf, 1)}),
      map(
          "programs that are numbers",
          "map \"m\": attribute \"values\" is of the wrong type: expected=pointers to a function",
          btf -> new Object[] {"type", number(btf, 3), "values", values(btf, 1)}),
      map(
          "inner maps without pointers",
          "map \"m\": attribute \"values\" is not an array of pointers; use __array",
          btf -> new Object[] {"type", number(btf, 12), "values", btf.array(1, 0)}),
      map(
          "pinned inner map",
          "map \"m.inner\": inner maps cannot be pinned; remove \"pinning\"",
          btf ->
              new Object[] {
                "type",
                number(btf, 12),
                "values",
                values(btf, btf.struct("inner", 8, "pinning", number(btf, 0)))
              }),
      map(
          "maps of maps of maps",
          "map \"m.inner\": maps of maps of maps: the kernel supports one level",
          btf ->
              new Object[] {
                "type",
                number(btf, 12),
                "values",
                values(btf, btf.struct("inner", 8, "values", number(btf, 0)))
              }),
      data(
          "static map",
          "map \"m\": is static or hidden, and libbpf does not load those",
          elf -> elf.section(".maps", ALLOC, new byte[8]),
          btf -> btf.section(".maps", btf.type("m", 14, 0, 1, 0), 8)),
      data(
          "hidden map",
          "map \"m\": is static or hidden, and libbpf does not load those",
          elf -> elf.symbol("m", elf.section(".maps", ALLOC, new byte[8]), 0, 8, 1, 1, 2),
          btf -> btf.section(".maps", btf.variable("m", 1), 8)),
      data(
          "map of no struct",
          "map \"m\": is not of a struct type: type=1",
          elf -> elf.variable("m", elf.section(".maps", ALLOC, new byte[8]), 0, 8),
          btf -> btf.section(".maps", btf.variable("m", 1), 8)),
      data(
          "map past its section",
          "map \"m\": runs past the section's end: offset=4, size=8, section size=8",
          elf -> elf.variable("m", elf.section(".maps", ALLOC, new byte[8]), 4, 8),
          btf -> btf.section(".maps", btf.variable("m", 1), 8)),
      data(
          "maps that the types do not know",
          "section \".maps\": no DATASEC of this name in the types",
          elf -> elf.section(".maps", ALLOC, new byte[8]),
          btf -> {}),
    };
  }

  @Test(dataProvider = "maps")
  public void brokenMapsAreRefused(String name, byte[] object, String message) {
    refuses(object, message);
  }

  @DataProvider
  public static Object[][] externs() {
    return new Object[][] {
      data(
          "extern of another object",
          "extern \"x\": is defined elsewhere; link the object that defines it first (bpftool gen"
              + " object), or declare it __ksym or __kconfig",
          elf -> elf.extern("x"),
          btf -> btf.type("x", 14, 0, 1, 2)),
      data(
          "extern that the types do not know",
          "extern \"x\": is used and not declared extern in the types; declare it extern __ksym or"
              + " __kconfig, or define it",
          elf -> elf.extern("x"),
          btf -> {}),
      data(
          "extern that the types define",
          "extern \"x\": is used and not declared extern in the types; declare it extern __ksym or"
              + " __kconfig, or define it",
          elf -> elf.extern("x"),
          btf -> btf.variable("x", 1)),
      data(
          "two symbols of one extern",
          "extern \"x\": has two undefined symbols",
          elf -> elf.extern("x").extern("x"),
          btf -> btf.section(".kconfig", btf.type("x", 14, 0, 1, 2), 4)),
      data(
          "pointer in the configuration",
          "extern \"x\": of a type that .kconfig does not have: type=2, expected bool, char, an"
              + " integer, enum libbpf_tristate or an array of char",
          elf -> elf.extern("x"),
          btf -> btf.section(".kconfig", btf.type("x", 14, 0, btf.pointer(1), 2), 4)),
      data(
          "array of int in the configuration",
          "extern \"x\": of a type that .kconfig does not have: type=2, expected bool, char, an"
              + " integer, enum libbpf_tristate or an array of char",
          elf -> elf.extern("x"),
          btf -> btf.section(".kconfig", btf.type("x", 14, 0, btf.array(1, 3), 2), 4)),
      data(
          "configuration that is not used",
          "extern \"y\": is in section \".kconfig\" and has no undefined symbol",
          elf -> elf.extern("x"),
          btf -> {
            int x = btf.type("x", 14, 0, 1, 2);
            int y = btf.type("y", 14, 0, 1, 2);
            btf.type(".kconfig", 15, 2, 0, x, 0, 4, y, 0, 4);
          }),
      data(
          "function in the configuration",
          "extern \"f\": is a function, and .kconfig has none",
          elf -> elf.extern("f"),
          btf -> btf.section(".kconfig", btf.type("f", 12, 2, btf.type("", 13, 0, 0)), 4)),
      data(
          "struct_ops of a union",
          "struct_ops map \"m\": is of no named struct: type=2",
          elf -> elf.variable("m", elf.section(".struct_ops", ALLOC, new byte[8]), 0, 8),
          btf -> btf.section(".struct_ops", btf.variable("m", btf.type("u", 5, 0, 8)), 8)),
      data(
          "struct_ops past its section",
          "struct_ops map \"m\": runs past the section's end: offset=4, size=8, section size=8",
          elf -> elf.variable("m", elf.section(".struct_ops", ALLOC, new byte[8]), 4, 8),
          btf -> btf.section(".struct_ops", btf.variable("m", btf.type("s", 4, 0, 8)), 8)),
    };
  }

  @Test(dataProvider = "externs")
  public void brokenExternsAreRefused(String name, byte[] object, String message) {
    refuses(object, message);
  }

  @Test
  public void everyTruncationGivesAValueOrARefusal() {
    byte[] whole = Tools.bytes(Tools.compile("maps.bpf.c"));
    int refused = 0;
    for (int size = 0; size < whole.length; size++) {
      try {
        Touch.everything(BpfObjectFile.parse("test.o", Arrays.copyOf(whole, size)));
      } catch (MalformedObjectException e) {
        assertThat(e).hasMessageStartingWith("test.o: ");
        refused++;
      }
    }
    // The section headers are at the end, so no part of the file is an object.
    assertThat(refused).isEqualTo(whole.length);
  }

  @Test
  public void namesInMessagesCannotForgeLines() {
    ElfBuilder elf = ElfBuilder.little();
    elf.extern("x\n[ERROR] \u202e" + "long".repeat(1000));
    assertThatThrownBy(() -> BpfObjectFile.parse("test.o", elf.bytes()))
        .hasMessageStartingWith("test.o: extern \"x\\u000a[ERROR] \\u202elonglong")
        .hasMessageEndingWith("needs type information; compile with -g")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1300));
  }
}
