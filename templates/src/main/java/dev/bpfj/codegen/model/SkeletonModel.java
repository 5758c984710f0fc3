package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A skeleton.
 *
 * @param packageName its package, checked, empty for the unnamed one
 * @param className its class
 * @param objectName the object's name for libbpf
 * @param resources the object's class path resources beside the class: one for all machines, or one
 *     for each architecture
 * @param file the object's file
 * @param license its license, null if it has none
 * @param imports the classes that its source refers to, in order
 * @param programs its programs
 * @param links what can have a link
 * @param maps its maps, those of data sections included
 * @param sections its data sections
 * @param enums its enums
 * @param constants the numbers of enums that are too large for Java
 * @param structs its structs and unions
 */
public record SkeletonModel(
    String packageName,
    JavaIdentifier className,
    JavaString objectName,
    List<ResourceModel> resources,
    JavadocText file,
    @Nullable JavadocText license,
    List<String> imports,
    List<MemberModel> programs,
    List<MemberModel> links,
    List<MapModel> maps,
    List<SectionModel> sections,
    List<EnumModel> enums,
    List<ConstantsModel> constants,
    List<StructModel> structs) {

  /**
   * A class path resource that holds the object.
   *
   * @param target the architecture that it is for, null for all
   * @param label the same as text
   * @param name the resource's name
   */
  public record ResourceModel(
      @Nullable JavaString target, @Nullable JavadocText label, JavaString name) {
    private String added() {
      return target == null
          ? "ObjectFiles.forAll(" + name + ")"
          : CONTINUED + ".with(" + target + ", " + name + ")";
    }
  }

  /**
   * Whether there is an object for each of several architectures.
   *
   * @return false if there is one for all machines
   */
  public boolean hasTargets() {
    return resources.get(0).target() != null;
  }

  /**
   * The architectures.
   *
   * @return their names, for a sentence
   */
  public String targets() {
    return resources.stream()
        .map(resource -> String.valueOf(resource.label()))
        .collect(Collectors.joining(", "));
  }

  private static final String CONTINUED = "\n              ";

  /**
   * The object's files.
   *
   * @return an expression
   */
  public String files() {
    String start = hasTargets() ? "ObjectFiles.forTargets()" : "";
    return resources.stream().map(ResourceModel::added).collect(Collectors.joining("", start, ""));
  }

  /**
   * Whether it has a package of its own.
   *
   * @return false for the unnamed one
   */
  public boolean hasPackage() {
    return !packageName.isEmpty();
  }

  /**
   * Whether it has a license.
   *
   * @return false if it does not name one
   */
  public boolean hasLicense() {
    return license != null;
  }

  /**
   * Whether it has programs.
   *
   * @return false if there are none
   */
  public boolean hasPrograms() {
    return !programs.isEmpty();
  }

  /**
   * Whether anything in it can have a link.
   *
   * @return false if nothing can
   */
  public boolean hasLinks() {
    return !links.isEmpty();
  }
}
