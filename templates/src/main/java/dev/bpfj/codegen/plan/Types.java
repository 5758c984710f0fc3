package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.object.btf.Btf;

/**
 * What planners know of an object's types.
 *
 * @param btf the types
 * @param catalog those that become classes
 * @param shared those that variables of writable sections hold, which programs change meanwhile
 * @param names the classes' names
 * @param classes all classes of the skeleton
 * @param notes where to say what is missing
 */
record Types(
    Btf btf,
    TypeCatalog catalog,
    TypeCatalog shared,
    TypeNames names,
    NameScope classes,
    Notebook notes) {

  /** A type's size, 0 if there is no type. */
  long sizeOf(int type) {
    return btf.isVoid(type) ? 0 : btf.sizeOf(type);
  }

  /** Names a further part of a class. */
  JavaIdentifier partOf(JavaIdentifier className) {
    return classes.numbered(className + "Part");
  }
}
