package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plans the programs, links and maps of a skeleton. */
final class MemberPlanner {
  // Each takes some bytes of a constructor, which has at most 65535.
  private static final int MOST = 4_000;

  private final BpfObjectFile object;
  private final Notebook notes;
  private final List<ObjectProgram> programs;

  MemberPlanner(BpfObjectFile object, Notebook notes) {
    this.object = object;
    this.notes = notes;
    List<ObjectProgram> named =
        object.programs().stream().filter(program -> fits("program", program.name())).toList();
    this.programs = Limits.members(notes, "programs", named, MOST);
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
      ObjectProgram program = programs.get(i);
      MemberModel.Summary summary =
          new MemberModel.Summary(
              "The program",
              JavadocText.code(program.name()),
              program.autoload() ? " in section " : ", not loaded unless asked for, in section ",
              JavadocText.code(program.section()));
      models.add(new MemberModel(names.get(i), JavaString.of(program.name()), summary));
    }
    return models;
  }

  /** What can have a link: the programs. */
  List<MemberModel> links() {
    NameScope scope = NameScope.ofMembers("links", ReservedNames.IN_CLASS);
    List<JavaIdentifier> names = names(scope, programs.stream().map(ObjectProgram::name).toList());
    List<MemberModel> models = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ObjectProgram program = programs.get(i);
      MemberModel.Summary summary =
          new MemberModel.Summary(
              "The link of program",
              JavadocText.code(program.name()),
              " in section ",
              JavadocText.code(program.section()));
      models.add(new MemberModel(names.get(i), JavaString.of(program.name()), summary));
    }
    return models;
  }

  /** The maps of the definitions, then those of data sections. */
  List<MapModel> maps() {
    List<String> defined =
        object.maps().stream().map(ObjectMap::name).filter(name -> fits("map", name)).toList();
    List<String> sections =
        object.dataSections().stream()
            .map(DataSection::name)
            .filter(name -> fits("section", name))
            .toList();
    List<String> all =
        Limits.members(
            notes, "maps", Stream.concat(defined.stream(), sections.stream()).toList(), MOST);
    NameScope scope = NameScope.ofMembers("maps", ReservedNames.IN_CLASS);
    List<JavaIdentifier> names = names(scope, all);
    notes.addRenames("map", scope);
    List<MapModel> models = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = all.get(i);
      models.add(
          new MapModel(
              names.get(i), JavaString.of(name), JavadocText.code(name), i >= defined.size()));
    }
    return models;
  }

  private static List<JavaIdentifier> names(NameScope scope, List<String> cNames) {
    return scope.assign(cNames, JavaNames::camelCase);
  }
}
