package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A skeleton.
 *
 * @param packageName its package, checked, empty for the unnamed one
 * @param className its class
 * @param objectName the object's name for libbpf
 * @param resource the object's class path resource, beside the class
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
    JavaString resource,
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
