package dev.bpfj.codegen.naming;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that generated members and classes must not have. */
public final class ReservedNames {
  private ReservedNames() {}

  /** Keywords, literals and what the language keeps for itself. */
  static final Set<String> KEYWORDS =
      Set.of(
          "_",
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "true",
          "try",
          "void",
          "volatile",
          "while");

  private static final Set<String> OF_OBJECT =
      Set.of(
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  /** Methods of a class that extends nothing. */
  public static final Set<String> IN_CLASS = OF_OBJECT;

  /** Methods of a skeleton. */
  public static final Set<String> IN_SKELETON =
      with(
          OF_OBJECT,
          "attach",
          "close",
          "detach",
          "elfBytes",
          "link",
          "links",
          "load",
          "map",
          "maps",
          "object",
          "open",
          "openAndLoad",
          "program",
          "progs",
          "section");

  /** Methods of a data section. */
  public static final Set<String> IN_SECTION = with(OF_OBJECT, "isMapped", "isReadable");

  /** Methods of a struct. */
  public static final Set<String> IN_STRUCT = with(OF_OBJECT, "copy", "reader", "wrap");

  /** Fields of an enum. */
  public static final Set<String> IN_ENUM = Set.of("UNRECOGNIZED", "value");

  /**
   * Simple names of classes that skeletons refer to. A nested class of the same name would be meant
   * instead.
   */
  public static final Set<String> CLASSES =
      Set.of(
          "ArrayCodec",
          "ArrayMap",
          "Arrays",
          "Atomics",
          "BigInteger",
          "BitFields",
          "BloomFilterMap",
          "Boolean",
          "BpfLink",
          "BpfMap",
          "BpfObject",
          "BpfObjectMap",
          "BpfProgram",
          "Byte",
          "ByteBuffer",
          "Consumer",
          "DataSection",
          "Descriptor",
          "Double",
          "EmbeddedObject",
          "FdMap",
          "Fields",
          "Float",
          "Generated",
          "IllegalArgumentException",
          "IndexOutOfBoundsException",
          "Int128",
          "Integer",
          "Links",
          "List",
          "LocalStorage",
          "Long",
          "MapCodecs",
          "Maps",
          "Object",
          "ObjectFiles",
          "OpenOptions",
          "Optional",
          "Override",
          "PerCpu",
          "PerCpuCodec",
          "Progs",
          "QueueMap",
          "RecordHandler",
          "RedirectMap",
          "Short",
          "Skeleton",
          "StackTraceMap",
          "String",
          "StructCodec",
          "StructLayout",
          "StructOpsMap",
          "StructText",
          "StructView",
          "Structs",
          "Text",
          "Texts",
          "Throwable",
          "TypedMap",
          "View");

  /** Words that are names of methods and variables, and not of classes. */
  private static final Set<String> NO_CLASSES =
      Set.of("permits", "record", "sealed", "var", "yield");

  /**
   * Whether a skeleton's class may have a name that is an identifier.
   *
   * @param name the name
   * @return false if the skeleton would not compile: it refers to another class by that name, or
   *     Java keeps it for itself
   */
  public static boolean isFreeForSkeleton(String name) {
    return !CLASSES.contains(name) && !NO_CLASSES.contains(name);
  }

  private static Set<String> with(Set<String> names, String... more) {
    Set<String> all = new HashSet<>(names);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }
}
