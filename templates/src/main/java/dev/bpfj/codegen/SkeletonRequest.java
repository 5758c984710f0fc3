package dev.bpfj.codegen;

import dev.bpfj.codegen.naming.JavaNames;
import java.util.List;

/**
 * The name of a skeleton, and options for its contents.
 *
 * @param packageName its Java package, empty for the unnamed one
 * @param className its class
 * @param objectName the object's name, such as {@code minimal} for {@code minimal.bpf.o}, which is
 *     also the class path resource beside the class
 * @param types C types to be generated even if no variable is of them, such as {@code struct
 *     event}, {@code event} or {@code event_t}, as far as the object has them ({@link
 *     SkeletonGenerator#missingTypes}); types with a decl tag {@code bpfj_type} and those that
 *     pointers among the global variables point to are too
 */
public record SkeletonRequest(
    String packageName, String className, String objectName, List<String> types) {

  /**
   * A request with the default class name, and classes only for types that variables use.
   *
   * @param packageName its Java package, empty for the unnamed one
   * @param objectName the object's name
   */
  public SkeletonRequest(String packageName, String objectName) {
    this(packageName, JavaNames.skeletonClass(objectName), objectName, List.of());
  }
}
