package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.EnumFieldModel;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.InnerMapModel;
import dev.bpfj.codegen.model.MapModel;
import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.codegen.model.ScalarModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.StructFieldModel;
import dev.bpfj.codegen.model.StructModel;
import dev.bpfj.codegen.model.TextModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which classes a skeleton's source refers to. */
final class Imports {
  private static final String API = "dev.bpfj.libbpf.";
  private static final String SUPPORT = "dev.bpfj.libbpf.skeleton.";

  private final Set<String> names = new TreeSet<>();

  Imports() {
    names.add(API + "BpfObject");
    names.add(API + "OpenOptions");
    names.add(SUPPORT + "EmbeddedObject");
    names.add(SUPPORT + "Generated");
    names.add(SUPPORT + "ObjectFiles");
    names.add(SUPPORT + "Skeleton");
  }

  List<String> names() {
    return List.copyOf(names);
  }

  Imports maps(List<MapModel> maps) {
    for (MapModel map : maps) {
      names.addAll(map.mapClass().classes());
      InnerMapModel inner = map.inner();
      if (inner != null) {
        names.addAll(inner.mapClass().classes());
        names.add(API + "map.BpfMap");
      }
    }
    return this;
  }

  Imports programs(boolean any) {
    return api(any, "BpfProgram");
  }

  Imports links(boolean any) {
    if (any) {
      names.add("java.util.Optional");
    }
    return api(any, "BpfLink");
  }

  private Imports api(boolean any, String name) {
    if (any) {
      names.add(API + name);
    }
    return this;
  }

  Imports sections(List<SectionModel> sections) {
    if (!sections.isEmpty()) {
      names.add(SUPPORT + "DataSection");
    }
    sections.forEach(section -> section.fields().forEach(this::field));
    return this;
  }

  Imports structs(List<StructModel> structs) {
    if (!structs.isEmpty()) {
      names.add("java.nio.ByteBuffer");
      names.add("java.util.function.Consumer");
      names.add(API + "ring.RecordHandler");
      for (String name : List.of("StructLayout", "StructText", "StructView", "Structs", "View")) {
        names.add(SUPPORT + name);
      }
    }
    for (StructModel struct : structs) {
      struct.fields().forEach(this::field);
    }
    return this;
  }

  private void field(FieldModel field) {
    if (field.isArray() || field instanceof TextModel) {
      names.add(SUPPORT + "Arrays");
    }
    if (field instanceof ScalarModel scalar) {
      kind(scalar.kind());
      if (scalar.hasAtomics()) {
        names.add(SUPPORT + "Atomics");
      }
    } else if (field instanceof EnumFieldModel enumeration) {
      kind(enumeration.raw());
    } else if (field instanceof TextModel text) {
      if (text.inKey()) {
        names.add(API + "map.codec.Text");
      }
      names.add(SUPPORT + "Fields");
      names.add(SUPPORT + "Texts");
    } else if (field instanceof StructFieldModel struct) {
      if (struct.extent().startsWith("Arrays")) {
        names.add(SUPPORT + "Arrays");
      }
    }
  }

  private void kind(ScalarKind kind) {
    names.add(SUPPORT + kind.helper());
    if (kind.javaType().equals("BigInteger")) {
      names.add("java.math.BigInteger");
    }
  }
}
