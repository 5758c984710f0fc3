package dev.bpfj.object;

import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import dev.bpfj.object.elf.SymbolTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the programs: the functions of executable sections other than {@code .text}. */
final class ProgramReader {
  private static final int INSTRUCTION_SIZE = 8;

  private final ElfFile elf;

  private record Function(ElfSection section, ElfSymbol symbol) {
    String name() {
      return symbol.name();
    }

    String subject() {
      return "program \"" + name() + "\"";
    }

    int sectionIndex() {
      return section.index();
    }

    long offset() {
      return symbol.value();
    }

    // .text holds the subprograms, which the others call.
    boolean isSubprogram() {
      return section.name().equals(".text");
    }
  }

  private ProgramReader(ElfFile elf) {
    this.elf = elf;
  }

  /** The programs by section and place in it, which is libbpf's order. */
  static List<ObjectProgram> read(ElfFile elf) {
    ProgramReader reader = new ProgramReader(elf);
    List<Function> functions = reader.functions();
    functions.sort(
        Comparator.comparingInt(Function::sectionIndex).thenComparingLong(Function::offset));
    List<ObjectProgram> programs = new ArrayList<>(functions.size());
    Set<String> names = new HashSet<>();
    for (Function function : functions) {
      reader.check(function);
      if (!function.isSubprogram()) {
        if (function.name().isEmpty() || !names.add(function.name())) {
          throw reader.malformed(function, " has no name, or that of another program");
        }
        programs.add(program(function));
      }
    }
    return List.copyOf(programs);
  }

  private List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    SymbolTable symbols = elf.symbols();
    for (int i = 0; i < symbols.count(); i++) {
      if (symbols.type(i) == ElfSymbol.FUNC) {
        int index = symbols.section(i);
        if (index > 0 && index < elf.sections().size() && elf.sections().get(index).isCode()) {
          functions.add(new Function(elf.sections().get(index), symbols.get(i)));
        }
      }
    }
    return functions;
  }

  private void check(Function function) {
    ElfSymbol symbol = function.symbol();
    if (symbol.binding() == ElfSymbol.LOCAL && !function.isSubprogram()) {
      throw malformed(function, " is static, and libbpf does not load those; remove \"static\"");
    }
    boolean whole =
        symbol.value() % INSTRUCTION_SIZE == 0
            && symbol.size() % INSTRUCTION_SIZE == 0
            && symbol.size() > 0;
    if (!whole) {
      throw malformed(
          function,
          " is not made of 8-byte instructions: offset="
              + symbol.value()
              + ", size="
              + symbol.size());
    }
    function.section().data().part(function.subject(), symbol.value(), symbol.size());
  }

  private static ObjectProgram program(Function function) {
    String section = function.section().name();
    boolean autoload = !section.startsWith("?");
    return new ObjectProgram(
        function.name(),
        autoload ? section : section.substring(1),
        autoload,
        function.symbol().size() / INSTRUCTION_SIZE,
        function.offset());
  }

  private MalformedObjectException malformed(Function function, String what) {
    return function.section().data().malformed(function.subject() + what);
  }
}
