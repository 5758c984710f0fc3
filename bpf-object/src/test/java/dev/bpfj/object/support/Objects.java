package dev.bpfj.object.support;

import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.DataVariable;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.nio.file.Path;
import java.util.List;

/** Looks into objects by name, and fails where the name is not there. */
public final class Objects {
  private Objects() {}

  /** Reads an object. */
  public static BpfObjectFile read(Path file) {
    return BpfObjectFile.parse(file.getFileName().toString(), Tools.bytes(file));
  }

  /** An object's types. */
  public static Btf types(BpfObjectFile object) {
    return object.btf().orElseThrow(() -> new AssertionError("no types: " + object.name()));
  }

  /** A section. */
  public static DataSection section(BpfObjectFile object, String name) {
    return object.dataSections().stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no section " + name));
  }

  /** The names of a section's variables. */
  public static List<String> variables(BpfObjectFile object, String section) {
    return section(object, section).variables().stream().map(DataVariable::name).toList();
  }

  /** A variable. */
  public static DataVariable variable(BpfObjectFile object, String section, String name) {
    return section(object, section).variables().stream()
        .filter(variable -> variable.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variable " + name));
  }

  /** The first type of a name and class. */
  public static <T extends BtfType> T type(Btf btf, Class<T> kind, String name) {
    return btf.types()
        .filter(type -> kind.isInstance(type) && type.name().equals(name))
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }
}
