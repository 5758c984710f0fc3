package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.model.ConstantsModel;
import dev.bpfj.codegen.model.EnumModel;
import dev.bpfj.codegen.model.MapModel;
import dev.bpfj.codegen.model.MemberModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.model.SkeletonModel.ResourceModel;
import dev.bpfj.codegen.model.StructModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a whole skeleton. */
public final class SkeletonPlanner {
  private final BpfObjectFile object;
  private final SkeletonRequest request;
  private final List<ResourceModel> resources;
  private final Notebook notes;
  private final JavaIdentifier className;
  private final List<SectionModel> sections = new ArrayList<>();
  private final List<EnumModel> enums = new ArrayList<>();
  private final List<ConstantsModel> constants = new ArrayList<>();
  private final List<StructModel> structs = new ArrayList<>();
  private @Nullable Types types;

  private SkeletonPlanner(
      BpfObjectFile object,
      SkeletonRequest request,
      List<ResourceModel> resources,
      Notebook notes) {
    this.object = object;
    this.request = request;
    this.resources = resources;
    this.notes = notes;
    this.className = ClassNames.skeleton(request.className());
  }

  /**
   * Plans a skeleton with one object for all machines, beside the class.
   *
   * @param object the object
   * @param request what it is to be called, and to have
   * @param notes where to say what is not as one might expect
   * @return the model
   */
  public static SkeletonModel plan(BpfObjectFile object, SkeletonRequest request, Notebook notes) {
    JavaString resource = JavaString.of(request.objectName() + ".bpf.o");
    return plan(object, request, List.of(new ResourceModel(null, null, resource)), notes);
  }

  /**
   * Plans a skeleton.
   *
   * @param object the object
   * @param request what it is to be called, and to have
   * @param resources where the object is at run time
   * @param notes where to say what is not as one might expect
   * @return the model
   */
  public static SkeletonModel plan(
      BpfObjectFile object,
      SkeletonRequest request,
      List<ResourceModel> resources,
      Notebook notes) {
    ClassNames.checkPackage(request.packageName());
    return new SkeletonPlanner(object, request, resources, notes).plan();
  }

  private SkeletonModel plan() {
    noteWhatIsMissing();
    object.btf().ifPresent(this::planTypes);
    MemberPlanner members = new MemberPlanner(object, types, notes);
    List<MemberModel> programs = members.programs();
    List<MemberModel> links = members.links();
    List<MapModel> maps = members.maps();
    List<String> imports =
        new Imports()
            .maps(maps)
            .programs(!programs.isEmpty())
            .links(!links.isEmpty())
            .sections(sections)
            .structs(structs)
            .names();
    return new SkeletonModel(
        request.packageName(),
        className,
        JavaString.of(request.objectName()),
        resources,
        JavadocText.code(request.objectName() + ".bpf.o"),
        object.license().isEmpty() ? null : JavadocText.code(object.license()),
        imports,
        programs,
        links,
        maps,
        sections,
        enums,
        constants,
        structs);
  }

  private void noteWhatIsMissing() {
    for (String section : object.ignoredSections()) {
      notes.add(
          Kind.IGNORED_SECTION,
          "section " + Notebook.quoted(section),
          BpfObjectFile.reasonToIgnore(section));
    }
    if (object.btf().isEmpty()) {
      notes.add(
          Kind.NO_BTF,
          "",
          "no BTF: the skeleton has maps, programs and links, but no global variables; compile with -g");
    }
  }

  private void planTypes(Btf btf) {
    TypeCatalog catalog = new TypeCatalog(btf);
    List<DataSection> mapped = object.dataSections().stream().filter(this::isShown).toList();
    for (DataSection section : mapped) {
      section.variables().forEach(variable -> catalog.add(variable.type(), variable.name()));
    }
    object.maps().forEach(map -> MapClassPlanner.collect(map, catalog, notes));
    WantedTypes wanted = new WantedTypes(object, btf);
    wanted.find(request.types()).forEach(id -> catalog.add(id, "type"));
    for (DataSection section : mapped) {
      section
          .variables()
          .forEach(
              variable ->
                  wanted
                      .pointee(variable.type())
                      .ifPresent(id -> catalog.add(id, variable.name())));
    }
    NameScope methods = NameScope.ofMembers("skeletons", ReservedNames.IN_SKELETON);
    List<JavaIdentifier> sectionMethods =
        methods.assign(mapped.stream().map(DataSection::name).toList(), JavaNames::camelCase);
    notes.addRenames("section", methods);
    NameScope classes = NameScope.ofClasses("skeletons", classesInUse());
    List<JavaIdentifier> sectionClasses =
        mapped.stream().map(section -> classes.assignClass(section.name())).toList();
    notes.addRenames("class of section", classes);
    Types planned =
        new Types(
            btf, catalog, shared(btf, mapped), TypeNames.of(catalog, classes), classes, notes);
    types = planned;
    notes.addRenames("type", classes);
    planClasses(planned);
    for (int i = 0; i < mapped.size(); i++) {
      sections.add(
          SectionPlanner.plan(
              planned, mapped.get(i), sectionMethods.get(i), sectionClasses.get(i)));
    }
  }

  private static TypeCatalog shared(Btf btf, List<DataSection> sections) {
    TypeCatalog shared = new TypeCatalog(btf);
    for (DataSection section : sections) {
      if (SectionPlanner.kind(section).isShared()) {
        section.variables().forEach(variable -> shared.add(variable.type(), variable.name()));
      }
    }
    return shared;
  }

  private boolean isShown(DataSection section) {
    if (section.mmapable() && section.size() > Limits.MOST_BYTES) {
      notes.add(
          Kind.NOT_GENERATED,
          SectionPlanner.where(section),
          "is larger than Java can show: size=" + section.size() + ", limit=" + Limits.MOST_BYTES);
      return false;
    }
    return section.mmapable();
  }

  private Set<String> classesInUse() {
    Set<String> names = new HashSet<>(ReservedNames.CLASSES);
    names.add(className.toString());
    return names;
  }

  private void planClasses(Types types) {
    LayoutPlanner layouts = new LayoutPlanner(types);
    for (CatalogEntry entry : types.catalog().entries()) {
      if (entry.isRefused()) {
        notes.add(Kind.NOT_GENERATED, entry.label(), "has no class: it " + entry.refusal());
      } else if (entry.isNumbers()) {
        constants.addAll(EnumPlanner.planNumbers(types, entry));
      } else if (entry.type() instanceof BtfType.Enumeration) {
        enums.add(EnumPlanner.plan(types, entry));
      } else {
        structs.add(StructPlanner.plan(types, layouts, entry));
      }
    }
  }
}
