package dev.bpfj.stubs;

import dev.bpfj.stubs.NativeInterface.Function;
import dev.bpfj.stubs.NativeInterface.Parameter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeKind;

/**
 * The source of a class that calls C functions: each one's address in a field, looked up once, and
 * a call that passes every argument as a 64-bit word.
 */
final class StubSource {
  private static final String SUFFIX = "Stubs";

  private StubSource() {}

  /** The name of an interface's class. */
  static String name(NativeInterface declared) {
    return declared.name() + SUFFIX;
  }

  /** The source of an interface's class, for a package. */
  static String of(NativeInterface declared, String packageName) {
    StringBuilder source = new StringBuilder();
    source
        .append("package ")
        .append(packageName)
        .append(";\n\nimport ")
        .append(declared.packageName())
        .append(".")
        .append(declared.name())
        .append(";\n\n/** Calls the functions of {@link ")
        .append(declared.name())
        .append("}. */\nfinal class ")
        .append(name(declared))
        .append(" implements ")
        .append(declared.name())
        .append(" {\n");
    for (Function function : declared.functions()) {
      source.append("  private final long ").append(function.name()).append(";\n");
    }
    source.append("\n  ").append(name(declared)).append("(CLibrary library) {\n");
    for (Function function : declared.functions()) {
      source.append("    %1$s = library.address(\"%1$s\");\n".formatted(function.name()));
    }
    source.append("  }\n");
    for (Function function : declared.functions()) {
      append(source, function);
    }
    return source.append("}\n").toString();
  }

  private static void append(StringBuilder source, Function function) {
    String parameters =
        function.parameters().stream()
            .map(parameter -> java(parameter.type()) + " " + parameter.name())
            .collect(Collectors.joining(", "));
    String arguments =
        function.parameters().stream()
            .map(parameter -> ", " + word(parameter))
            .collect(Collectors.joining());
    // "this.", since a parameter may have the function's name
    String call =
        "CFunctions.%s(CFunctions.present(this.%2$s, \"%2$s\")%3$s)"
            .formatted(
                function.ignoresErrno() ? "callIgnoringErrno" : "call", function.name(), arguments);
    source
        .append("\n  @Override\n  public ")
        .append(java(function.result()))
        .append(" ")
        .append(function.name())
        .append("(")
        .append(parameters)
        .append(") {\n    ")
        .append(result(function.result()))
        .append(call)
        .append(";\n  }\n");
  }

  private static String java(TypeKind type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static String word(Parameter parameter) {
    return parameter.type() == TypeKind.BOOLEAN
        ? parameter.name() + " ? 1L : 0L"
        : parameter.name();
  }

  // Of a result that is narrower than a word the upper bits are undefined.
  private static String result(TypeKind type) {
    return switch (type) {
      case VOID -> "";
      case LONG -> "return ";
      default -> "return (" + java(type) + ") ";
    };
  }
}
