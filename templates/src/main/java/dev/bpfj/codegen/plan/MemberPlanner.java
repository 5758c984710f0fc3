package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.model.InnerMapModel;
import dev.bpfj.codegen.model.MapClassModel;
import dev.bpfj.codegen.model.MapModel;
import dev.bpfj.codegen.model.MemberModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.ObjectMap;
import dev.bpfj.object.ObjectProgram;
import dev.bpfj.object.StructOpsMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the programs, links and maps of a skeleton. */
final class MemberPlanner {
  // Each takes some bytes of a constructor, which has at most 65535.
  private static final int MOST_PROGRAMS = 4_000;
  private static final int MOST_MAPS = 2_000;

  private final BpfObjectFile object;
  private final Notebook notes;
  private final @Nullable MapClassPlanner classPlanner;
  private final List<ObjectProgram> programs;

  MemberPlanner(BpfObjectFile object, @Nullable Types types, Notebook notes) {
    this.object = object;
    this.notes = notes;
    this.classPlanner = types == null ? null : new MapClassPlanner(types);
    List<ObjectProgram> named =
        object.programs().stream().filter(program -> fits("program", program.name())).toList();
    this.programs = Limits.members(notes, "programs", named, MOST_PROGRAMS);
  }

  private boolean fits(String noun, String name) {
    if (JavaString.fits(name)) {
      return true;
    }
    notes.add(
        Kind.NOT_GENERATED,
        noun + " " + Notebook.quoted(name),
        "has a name longer than a Java constant: characters=" + name.length());
    return false;
  }

  List<MemberModel> programs() {
    NameScope scope = NameScope.ofMembers("programs", ReservedNames.IN_CLASS);
    List<JavaIdentifier> names = names(scope, programs.stream().map(ObjectProgram::name).toList());
    notes.addRenames("program", scope);
    List<MemberModel> models = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      models.add(program(names.get(i), programs.get(i), "The program"));
    }
    return models;
  }

  private static MemberModel program(JavaIdentifier name, ObjectProgram program, String noun) {
    String detail =
        program.autoload() ? " in section " : ", not loaded unless asked for, in section ";
    return new MemberModel(
        name,
        JavaString.of(program.name()),
        new MemberModel.Summary(
            noun, JavadocText.code(program.name()), detail, JavadocText.code(program.section())));
  }

  /**
   * What can have a link: the programs, then the struct_ops maps. They are named as there, which is
   * where a renaming is noted.
   */
  List<MemberModel> links() {
    NameScope scope = NameScope.ofMembers("links", ReservedNames.IN_CLASS);
    List<StructOpsMap> tables = structOps();
    List<String> cNames = new ArrayList<>(programs.stream().map(ObjectProgram::name).toList());
    cNames.addAll(tables.stream().map(StructOpsMap::name).toList());
    List<JavaIdentifier> names = names(scope, cNames);
    List<MemberModel> models = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      models.add(program(names.get(i), programs.get(i), "The link of program"));
    }
    for (int i = 0; i < tables.size(); i++) {
      models.add(structOpsLink(names.get(programs.size() + i), tables.get(i)));
    }
    return models;
  }

  private static MemberModel structOpsLink(JavaIdentifier name, StructOpsMap table) {
    return new MemberModel(
        name,
        JavaString.of(table.name()),
        new MemberModel.Summary(
            "The link of map",
            JavadocText.code(table.name()),
            " in section ",
            JavadocText.code(table.link() ? ".struct_ops.link" : ".struct_ops")));
  }

  private List<StructOpsMap> structOps() {
    return object.structOps().stream().filter(table -> fits("map", table.name())).toList();
  }

  private record NamedMap(String name, MapModel.Origin origin, @Nullable ObjectMap definition) {}

  /** The maps in libbpf's order: of the definitions, of data sections, of struct_ops. */
  List<MapModel> maps() {
    List<NamedMap> all = new ArrayList<>();
    for (ObjectMap map : object.maps()) {
      all.add(new NamedMap(map.name(), MapModel.Origin.DEFINITION, map));
    }
    for (DataSection section : object.dataSections()) {
      all.add(new NamedMap(section.name(), MapModel.Origin.SECTION, null));
    }
    for (StructOpsMap table : object.structOps()) {
      all.add(new NamedMap(table.name(), MapModel.Origin.STRUCT_OPS, null));
    }
    all.removeIf(map -> !fits("map", map.name));
    List<NamedMap> some = Limits.members(notes, "maps", all, MOST_MAPS);
    NameScope scope = NameScope.ofMembers("maps", ReservedNames.IN_CLASS);
    List<JavaIdentifier> names = names(scope, some.stream().map(NamedMap::name).toList());
    notes.addRenames("map", scope);
    List<MapModel> models = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      NamedMap map = some.get(i);
      models.add(
          classPlanner == null || map.definition == null
              ? bare(names.get(i), map)
              : typed(names.get(i), map, map.definition, classPlanner, scope));
    }
    return models;
  }

  private static MapModel bare(JavaIdentifier name, NamedMap map) {
    return new MapModel(
        name,
        JavaString.of(map.name),
        JavadocText.code(map.name),
        map.origin,
        "",
        null,
        null,
        map.origin == MapModel.Origin.STRUCT_OPS
            ? MapClassPlanner.STRUCT_OPS
            : MapClassPlanner.BARE,
        null);
  }

  private MapModel typed(
      JavaIdentifier name,
      NamedMap map,
      ObjectMap definition,
      MapClassPlanner planner,
      NameScope scope) {
    return new MapModel(
        name,
        JavaString.of(map.name),
        JavadocText.code(map.name),
        map.origin,
        definition.type().name(),
        type(definition.keyType()),
        type(definition.valueType()),
        planner.of(definition),
        definition.inner().map(inner -> inner(name, inner, planner.of(inner), scope)).orElse(null));
  }

  private @Nullable InnerMapModel inner(
      JavaIdentifier outer, ObjectMap inner, MapClassModel mapClass, NameScope scope) {
    if (mapClass.equals(MapClassPlanner.BARE)) {
      return null;
    }
    return new InnerMapModel(
        scope.derived(outer + "Inner"),
        inner.type().name(),
        type(inner.keyType()),
        type(inner.valueType()),
        mapClass);
  }

  private @Nullable JavadocText type(int id) {
    return object
        .btf()
        .filter(btf -> id != 0)
        .map(btf -> CText.declaration(btf, id, ""))
        .orElse(null);
  }

  private static List<JavaIdentifier> names(NameScope scope, List<String> cNames) {
    return scope.assign(cNames, JavaNames::camelCase);
  }
}
