package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.ConstantsModel;
import dev.bpfj.codegen.model.EnumModel;
import dev.bpfj.codegen.model.EnumModel.ConstantModel;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.MapModel;
import dev.bpfj.codegen.model.MemberModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.model.StructModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.object.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the differences that keep a program from having one skeleton for several architectures:
 * everything that its members depend on must be the same. The sections of programs may differ,
 * since libbpf reads those at run time.
 */
public final class TargetDifferences {
  // One variable that is longer moves all that follow it.
  private static final int MOST = 20;
  private static final int MOST_CHARACTERS = 1000;

  private final String target;
  private final Map<String, Item> items;
  private final List<String> differences = new ArrayList<>();

  /**
   * Differences from the skeleton of one target.
   *
   * @param target its name
   * @param model its skeleton
   */
  public TargetDifferences(String target, SkeletonModel model) {
    this.target = target;
    this.items = items(model);
  }

  /**
   * What a skeleton has.
   *
   * @param content all that its source says of it
   * @param text what it is, for the user
   */
  private record Item(Object content, String text) {}

  /**
   * Compares with the skeleton of another target.
   *
   * @param other its name
   * @param model its skeleton
   */
  public void compare(String other, SkeletonModel model) {
    Map<String, Item> others = items(model);
    Set<String> all = new LinkedHashSet<>(items.keySet());
    all.addAll(others.keySet());
    for (String where : all) {
      Item here = items.get(where);
      Item there = others.get(where);
      if (here == null || there == null || !here.content.equals(there.content)) {
        String what =
            where + ": differs between targets: " + said(target, here) + ", " + said(other, there);
        differences.add(PrintableText.of(what, MOST_CHARACTERS));
      }
    }
  }

  private static String said(String target, @Nullable Item item) {
    return target + "=" + (item == null ? "none" : "\"" + item.text + "\"");
  }

  /**
   * All differences.
   *
   * @return a line each: the first ones, and how many others there are
   */
  public List<String> all() {
    if (differences.size() <= MOST) {
      return List.copyOf(differences);
    }
    List<String> some = new ArrayList<>(differences.subList(0, MOST));
    some.add("more differences between targets: count=" + (differences.size() - MOST));
    return List.copyOf(some);
  }

  private static Map<String, Item> items(SkeletonModel model) {
    Map<String, Item> items = new LinkedHashMap<>();
    model.sections().forEach(section -> add(items, section));
    model.structs().forEach(struct -> add(items, struct));
    for (EnumModel each : model.enums()) {
      items.put(type(each.className(), each.declaration()), new Item(each, text(each.constants())));
    }
    for (ConstantsModel each : model.constants()) {
      items.put(type(each.className(), each.declaration()), new Item(each, text(each.constants())));
    }
    for (MapModel map : model.maps()) {
      items.put("map " + map.cName(), new Item(map, map.layout()));
    }
    for (MemberModel program : model.programs()) {
      items.put("program " + program.cName(), new Item(program.name(), program.name().toString()));
    }
    for (MemberModel link : model.links()) {
      items.put("link " + link.cName(), new Item(link.name(), link.name().toString()));
    }
    return items;
  }

  private static void add(Map<String, Item> items, SectionModel section) {
    String where = "section " + section.section();
    section.fields().forEach(field -> add(items, where + ": variable ", field));
    Object own = List.of(section.className(), section.method(), section.kind(), section.size());
    items.put(where, new Item(own, "size " + section.size()));
  }

  private static void add(Map<String, Item> items, StructModel struct) {
    String where = type(struct.className(), struct.declaration());
    struct.fields().forEach(field -> add(items, where + ": member ", field));
    Object own = List.of(struct.className(), struct.size(), struct.flexible(), struct.values());
    items.put(where, new Item(own, "size " + struct.size()));
  }

  private static void add(Map<String, Item> items, String where, FieldModel field) {
    String name = where + field.place().cName();
    // In C's own types a name is there once; in a hostile object's it may be there more often.
    items.put(
        items.containsKey(name) ? where + field.name() : name,
        new Item(field, field.place().layout()));
  }

  private static String type(JavaIdentifier className, JavadocText declaration) {
    return "type " + className + " (" + declaration.plain() + ")";
  }

  private static String text(List<ConstantModel> constants) {
    return constants.stream()
        .limit(MOST)
        .map(constant -> constant.label().plain() + " " + constant.number())
        .collect(Collectors.joining(", "));
  }
}
