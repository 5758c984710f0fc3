package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.support.Json;
import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** bpftool on the same objects: its dump of the types, its C, its skeleton. */
public final class BpftoolTest {

  @DataProvider(propagateFailureAsTestFailure = true)
  public static Object[][] objects() {
    List<Object[]> rows = new ArrayList<>();
    for (String source :
        List.of(
            "kinds",
            "declarations",
            "maps",
            "sections",
            "programs",
            "externs",
            "struct_ops",
            "arena",
            "linked_one")) {
      rows.add(new Object[] {source, Tools.compile(source + ".bpf.c")});
      String clang = Tools.oldClang();
      rows.add(
          new Object[] {
            source + ", " + clang, Tools.compile(clang, source + ".bpf.c", "bpfel", "-g")
          });
    }
    rows.add(new Object[] {"statically linked", linked()});
    rows.add(
        new Object[] {"big endian", Tools.compile(Tools.clang(), "kinds.bpf.c", "bpfeb", "-g")});
    return rows.toArray(Object[][]::new);
  }

  private static Path linked() {
    return Tools.link(
        "linked.bpf.o", Tools.compile("linked_one.bpf.c"), Tools.compile("linked_two.bpf.c"));
  }

  private static Btf types(Path file) {
    byte[] bytes = Tools.bytes(file);
    return Btf.parse(ElfFile.parse("o", bytes).section(".BTF").orElseThrow().data());
  }

  @Test(dataProvider = "objects")
  public void everyTypeIsWhatBpftoolDumps(String name, Path file) {
    String dump =
        Tools.run(List.of(Tools.tool("bpftool"), "btf", "dump", "file", file.toString(), "-j"));
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> types =
        (List<Map<String, Object>>) ((Map<String, Object>) Json.parse(dump)).get("types");
    Btf btf = types(file);
    assertThat(btf.count()).isEqualTo(types.size());
    for (Map<String, Object> type : types) {
      int id = ((Long) type.get("id")).intValue();
      assertThat(describe(btf, btf.type(id))).as("type " + id).isEqualTo(wanted(type));
    }
  }

  // What bpftool says, in the order and words of describe().
  private static List<Object> wanted(Map<String, Object> type) {
    List<Object> wanted = new ArrayList<>();
    wanted.add(type.get("kind").equals("ENUM64") ? "ENUM" : type.get("kind"));
    wanted.add(type.get("name").equals("(anon)") ? "" : type.get("name"));
    for (String key :
        List.of(
            "size",
            "nr_bits",
            "bits_offset",
            "type_id",
            "ret_type_id",
            "nr_elems",
            "fwd_kind",
            "linkage",
            "component_idx")) {
      if (type.containsKey(key)) {
        wanted.add(type.get(key));
      }
    }
    for (String key : List.of("members", "values", "params", "vars")) {
      if (type.get(key) instanceof List<?> parts) {
        parts.forEach(part -> wanted.add(wantedPart((Map<?, ?>) part)));
      }
    }
    return wanted;
  }

  private static List<Object> wantedPart(Map<?, ?> part) {
    List<Object> wanted = new ArrayList<>();
    for (String key :
        List.of("name", "type_id", "bits_offset", "bitfield_size", "val", "offset", "size")) {
      Object value = part.get(key);
      if (key.equals("name") && value != null) {
        wanted.add(value.equals("(anon)") ? "" : value);
      } else if (value != null) {
        wanted.add(value);
      }
    }
    return wanted;
  }

  private static List<Object> describe(Btf btf, BtfType type) {
    if (type instanceof BtfType.Int t) {
      return List.of("INT", t.name(), (long) t.size(), (long) t.bits(), (long) t.bitOffset());
    } else if (type instanceof BtfType.Ptr t) {
      return List.of("PTR", "", (long) t.target());
    } else if (type instanceof BtfType.Array t) {
      return List.of("ARRAY", "", (long) t.element(), t.length());
    } else if (type instanceof BtfType.Composite t) {
      List<Object> all =
          new ArrayList<>(List.of(t.isUnion() ? "UNION" : "STRUCT", t.name(), t.size()));
      boolean bits = t.members().stream().anyMatch(member -> member.bitfieldSize() > 0);
      for (BtfType.Member m : t.members()) {
        List<Object> part = new ArrayList<>(List.of(m.name(), (long) m.type(), m.bitOffset()));
        if (bits) {
          part.add((long) m.bitfieldSize());
        }
        all.add(part);
      }
      return all;
    } else if (type instanceof BtfType.Enumeration t) {
      boolean wide = t.size() == 8;
      List<Object> all = new ArrayList<>(List.of("ENUM", t.name(), (long) t.size()));
      // bpftool prints all values of 32 bits as signed ones.
      t.enumerators()
          .forEach(e -> all.add(List.of(e.name(), wide ? e.value() : (long) (int) e.value())));
      return all;
    } else if (type instanceof BtfType.Fwd t) {
      return List.of("FWD", t.name(), t.isUnion() ? "union" : "struct");
    } else if (type instanceof BtfType.Typedef t) {
      return List.of("TYPEDEF", t.name(), (long) t.target());
    } else if (type instanceof BtfType.Qualified t) {
      return List.of(t.qualifier().name(), "", (long) t.target());
    } else if (type instanceof BtfType.Func t) {
      return List.of("FUNC", t.name(), (long) t.prototype(), lower(t.linkage()));
    } else if (type instanceof BtfType.FuncProto t) {
      List<Object> all = new ArrayList<>(List.of("FUNC_PROTO", "", (long) t.returns()));
      t.parameters().forEach(p -> all.add(List.of(p.name(), (long) p.type())));
      return all;
    } else if (type instanceof BtfType.Var t) {
      return List.of("VAR", t.name(), (long) t.type(), lower(t.linkage()));
    } else if (type instanceof BtfType.DataSec t) {
      List<Object> all = new ArrayList<>(List.of("DATASEC", t.name(), t.size()));
      t.entries()
          .forEach(
              e -> {
                List<Object> part = new ArrayList<>(List.of((long) e.type(), e.offset()));
                part.add(e.size());
                all.add(part);
              });
      return all;
    } else if (type instanceof BtfType.Floating t) {
      return List.of("FLOAT", t.name(), (long) t.size());
    } else if (type instanceof BtfType.DeclTag t) {
      return List.of("DECL_TAG", t.name(), (long) t.target(), (long) t.component());
    } else if (type instanceof BtfType.TypeTag t) {
      return List.of("TYPE_TAG", t.name(), (long) t.target());
    }
    throw new AssertionError("not known to bpftool: " + type + " of " + btf.count());
  }

  private static String lower(BtfType.Linkage linkage) {
    return linkage.name().toLowerCase(Locale.ROOT);
  }

  @Test(dataProvider = "objects")
  public void everyDefinitionIsWhatBpftoolWritesAsC(String name, Path file) {
    String c =
        Tools.run(
            List.of(Tools.tool("bpftool"), "btf", "dump", "file", file.toString(), "format", "c"));
    Btf btf = types(file);
    Set<String> ours = new HashSet<>();
    // Only the newest libbpf writes the modes of enums that are not as large as an int.
    btf.types()
        .map(type -> CDeclaration.definition(btf, type.id()))
        .map(text -> text.replaceAll(" __attribute__\\(\\(mode\\(\\w+\\)\\)\\)", ""))
        .forEach(text -> ours.add(text + ";"));
    for (String part : c.split("\n\n")) {
      String block = withSigns(part);
      boolean forward = block.matches("(struct|union) \\w+;");
      if (!block.startsWith("#") && !forward && !hasWideIntegers(block)) {
        assertThat(ours).contains(block);
      }
    }
  }

  // clang 14 writes no signs: bpftool takes -2 for 4294967294.
  private static String withSigns(String block) {
    return block.startsWith("enum negative ") ? block.replace("4294967294", "-2") : block;
  }

  // libbpf aligns 16-byte integers to 8 and so writes padding that C adds by itself.
  private static boolean hasWideIntegers(String block) {
    return block.contains("__int128");
  }

  @DataProvider(propagateFailureAsTestFailure = true)
  public static Object[][] skeletons() {
    return new Object[][] {
      {"kinds", Tools.compile("kinds.bpf.c")},
      {"sections", Tools.compile("sections.bpf.c")},
      {"programs", Tools.compile("programs.bpf.c")},
      {"externs", Tools.compile("externs.bpf.c")},
      {"maps", Tools.compile("maps.bpf.c")},
      {"struct_ops", Tools.compile("struct_ops.bpf.c")},
      {"statically linked", linked()},
    };
  }

  @Test(dataProvider = "skeletons")
  public void everyVariableIsWhereTheSkeletonOfBpftoolHasIt(String name, Path file) {
    String skeleton =
        Tools.run(List.of(Tools.tool("bpftool"), "gen", "skeleton", file.toString(), "name", "o"));
    StringBuilder check =
        new StringBuilder("#include <stdbool.h>\n#include <linux/types.h>\n")
            .append("#include \"types.h\"\n")
            .append(skeleton);
    BpfObjectFile object = Objects.read(file);
    for (DataSection section : object.dataSections()) {
      String struct = section.name().substring(1).replace('.', '_');
      // libbpf before 1.2 knows no .bss.x.
      boolean known = skeleton.contains("} *" + struct + ";");
      assertThat(known || section.name().startsWith(".bss.")).as(section.name()).isTrue();
      for (DataVariable variable : known ? section.variables() : List.<DataVariable>of()) {
        check.append(assertion(struct, variable));
      }
    }
    assertThat(skeleton).contains(members("bpf_program", object.programs(), ObjectProgram::name));
    assertThat(skeleton).contains(members("bpf_map", object.maps(), ObjectMap::name));
    Path source = Tools.write("check-" + name.replace(' ', '-') + ".c", check.toString());
    List<String> command =
        new ArrayList<>(List.of(Tools.tool(Tools.clang()), "-fsyntax-only", "-I"));
    command.addAll(List.of(Tools.SOURCES.toString(), source.toString()));
    Tools.run(command);
  }

  private static String assertion(String struct, DataVariable variable) {
    String type = "struct o__" + struct;
    return String.format(
        Locale.ROOT,
        "_Static_assert(__builtin_offsetof(%s, %s) == %d, \"offset of %s\");%n"
            + "_Static_assert(sizeof(((%s *)0)->%s) == %d, \"size of %s\");%n",
        type,
        variable.name(),
        variable.offset(),
        variable.name(),
        type,
        variable.name(),
        variable.size(),
        variable.name());
  }

  private static <T> String members(String type, List<T> all, Function<T, String> name) {
    StringBuilder text = new StringBuilder();
    all.forEach(one -> text.append("\t\tstruct " + type + " *" + name.apply(one) + ";\n"));
    return text.toString();
  }
}
