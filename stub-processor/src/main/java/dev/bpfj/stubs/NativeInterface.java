package dev.bpfj.stubs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A checked interface whose methods are C functions.
 *
 * @param packageName its package
 * @param name its name
 * @param functions its functions, in its order
 */
record NativeInterface(String packageName, String name, List<Function> functions) {
  private static final String IGNORE_ERROR = "jnr.ffi.annotations.IgnoreError";
  private static final String NO_X86 = "jnr.ffi.provider.jffi.NoX86";
  private static final int MOST_PARAMETERS = 6;

  // A long is a pointer, too. There is no type of C's that is exactly a Java boolean: what jnr-ffi
  // reads for one is 32 bits, of which a C function that returns a bool defines eight.
  private static final Set<TypeKind> RESULTS =
      Set.of(TypeKind.VOID, TypeKind.BYTE, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG);
  private static final Set<TypeKind> PARAMETERS =
      Set.of(TypeKind.BOOLEAN, TypeKind.BYTE, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG);

  NativeInterface {
    functions = List.copyOf(functions);
  }

  /**
   * A C function.
   *
   * @param name its name
   * @param result what it returns
   * @param parameters what it takes
   * @param ignoresErrno whether its errno is never read
   */
  record Function(String name, TypeKind result, List<Parameter> parameters, boolean ignoresErrno) {
    Function {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A parameter.
   *
   * @param name its name
   * @param type its type
   */
  record Parameter(String name, TypeKind type) {}

  /** Reads an interface. */
  static NativeInterface of(TypeElement type) throws RefusedException {
    if (!type.getInterfaces().isEmpty()) {
      throw new RefusedException(type, "extends another interface; declare each function once");
    }
    boolean noX86 = isAnnotated(type, NO_X86);
    List<Function> functions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD) {
        Function function = function((ExecutableElement) member);
        if (!names.add(function.name())) {
          throw new RefusedException(member, "is declared twice; a C function has one signature");
        }
        if (function.parameters().size() == MOST_PARAMETERS && !noX86) {
          throw new RefusedException(
              member,
              "has six integer parameters, of which jnr-ffi's x86-64 stubs pass the last one"
                  + " wrongly; declare it in an interface with @NoX86");
        }
        functions.add(function);
      }
    }
    String packageName = type.getQualifiedName().toString();
    String name = type.getSimpleName().toString();
    return new NativeInterface(
        packageName.substring(0, packageName.length() - name.length() - 1), name, functions);
  }

  private static Function function(ExecutableElement method) throws RefusedException {
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      throw new RefusedException(method, "has a body; an interface of C functions has no logic");
    } else if (isAnnotated(method, NO_X86)) {
      throw new RefusedException(
          method, "has @NoX86, which jnr-ffi reads on interfaces alone; declare it in one with it");
    } else if (method.getParameters().size() > MOST_PARAMETERS) {
      throw new RefusedException(method, "has more parameters than a stub can pass: most=6");
    }
    requireOneOf(RESULTS, method, method.getReturnType());
    List<Parameter> parameters = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      requireOneOf(PARAMETERS, method, parameter.asType());
      parameters.add(
          new Parameter(parameter.getSimpleName().toString(), parameter.asType().getKind()));
    }
    return new Function(
        method.getSimpleName().toString(),
        method.getReturnType().getKind(),
        parameters,
        isAnnotated(method, IGNORE_ERROR));
  }

  private static void requireOneOf(Set<TypeKind> kinds, Element where, TypeMirror type)
      throws RefusedException {
    if (type.getKind() == TypeKind.BOOLEAN && !kinds.contains(TypeKind.BOOLEAN)) {
      throw new RefusedException(
          where, "returns a boolean; of a C bool one byte is defined: declare a byte");
    } else if (!kinds.contains(type.getKind())) {
      throw new RefusedException(
          where, "stubs pass integers and addresses as long, and no other type: " + type.getKind());
    }
  }

  // By the elements' names: a type that is not on the class path has no other.
  private static boolean isAnnotated(Element element, String annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(annotation)) {
        return true;
      }
    }
    return false;
  }
}
