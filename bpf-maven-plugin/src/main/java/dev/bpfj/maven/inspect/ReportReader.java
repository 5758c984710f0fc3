package dev.bpfj.maven.inspect;

import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.DataVariable;
import dev.bpfj.object.ObjectMap;
import dev.bpfj.object.ObjectProgram;
import dev.bpfj.object.StructOpsMap;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.CDeclaration;
import dev.bpfj.object.btf.LineInfo;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a report of an object. */
final class ReportReader {
  // What libbpf makes of a section: an array of one element.
  private static final long INDEX_BYTES = 4;
  private static final long INSTRUCTION_BYTES = 8;
  private static final long RDONLY_PROG = 1 << 7;
  private static final long MMAPABLE = 1 << 10;

  private final BpfObjectFile object;
  private final JavaVariableNames javaNames;

  private ReportReader(BpfObjectFile object) {
    this.object = object;
    this.javaNames = JavaVariableNames.of(object);
  }

  /** The report of an object, under its file's name. */
  static ObjectReport read(String fileName, BpfObjectFile object) {
    return new ReportReader(object).read(fileName);
  }

  private ObjectReport read(String fileName) {
    return new ObjectReport(
        fileName,
        object.license(),
        object.btf().isPresent(),
        object.byteOrder() == ByteOrder.BIG_ENDIAN,
        object.unresolved(),
        object.programs().stream().map(this::program).toList(),
        maps(),
        object.dataSections().stream().map(this::section).toList());
  }

  private ObjectReport.Program program(ObjectProgram program) {
    return new ObjectReport.Program(
        program.name(),
        program.section(),
        program.autoload(),
        program.instructions(),
        object.uses(program).stream()
            .map(use -> new ObjectReport.Use(use.map(), use.variable()))
            .toList(),
        object.lines(program).stream().map(line -> line(program, line)).toList());
  }

  private static ObjectReport.Line line(ObjectProgram program, LineInfo line) {
    long instruction = (line.offset() - program.offset()) / INSTRUCTION_BYTES;
    return new ObjectReport.Line(instruction, line.file(), line.line(), line.text());
  }

  private List<ObjectReport.Map> maps() {
    List<ObjectReport.Map> maps = new ArrayList<>();
    object.maps().forEach(map -> maps.add(definition(map)));
    object.dataSections().forEach(section -> maps.add(sectionMap(section)));
    object.structOps().forEach(table -> maps.add(structOps(table)));
    return List.copyOf(maps);
  }

  private ObjectReport.Map definition(ObjectMap map) {
    return new ObjectReport.Map(
        map.name(),
        map.type().name(),
        map.keySize(),
        map.valueSize(),
        map.maxEntries(),
        map.flags(),
        map.pinning().name().toLowerCase(Locale.ROOT),
        type(map.keyType()),
        type(map.valueType()));
  }

  private static ObjectReport.Map sectionMap(DataSection section) {
    boolean constant =
        switch (section.kind()) {
          case RODATA, KCONFIG -> true;
          case DATA, BSS -> false;
        };
    long flags = (constant ? RDONLY_PROG : 0) | (section.mmapable() ? MMAPABLE : 0);
    return new ObjectReport.Map(
        section.name(), "array", INDEX_BYTES, section.size(), 1, flags, "none", "", "");
  }

  private ObjectReport.Map structOps(StructOpsMap table) {
    long size = object.btf().map(btf -> btf.sizeOf(table.type())).orElse(0L);
    return new ObjectReport.Map(
        table.name(), "struct_ops", INDEX_BYTES, size, 1, 0, "none", "", type(table.type()));
  }

  private ObjectReport.Section section(DataSection section) {
    List<ObjectReport.Variable> variables =
        section.variables().stream().map(variable -> variable(section, variable)).toList();
    return new ObjectReport.Section(section.name(), section.size(), section.mmapable(), variables);
  }

  private ObjectReport.Variable variable(DataSection section, DataVariable variable) {
    return new ObjectReport.Variable(
        variable.name(),
        javaNames.of(section, variable),
        object.btf().map(btf -> type(btf, variable.type())).orElse(""),
        variable.offset(),
        variable.size(),
        variable.linkage().name().toLowerCase(Locale.ROOT));
  }

  // Id 0 is void, which no key and no value can be: here it means that nothing is said.
  private String type(int id) {
    return id == 0 ? "" : object.btf().map(btf -> type(btf, id)).orElse("");
  }

  private static String type(Btf btf, int id) {
    return CDeclaration.of(btf, id);
  }
}
