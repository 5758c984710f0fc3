package dev.bpfj.test.memory;

import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.DataVariable;
import dev.bpfj.object.ObjectMap;
import dev.bpfj.object.ObjectProgram;
import dev.bpfj.object.StructOpsMap;
import dev.bpfj.object.btf.BtfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An opened object, as libbpf has it ({@code struct bpf_object}). */
final class LibbpfObject {
  private static final int MOST_NAME = 15; // BPF_OBJ_NAME_LEN, without its zero
  private static final int SHORTEST_SUFFIX = 7;
  private static final Set<String> COMMON = Set.of(".data", ".rodata", ".bss", ".kconfig");
  private static final String VERSION = "LINUX_KERNEL_VERSION";

  final BpfObjectFile file;
  final List<LibbpfProgram> programs = new ArrayList<>();
  final List<LibbpfMap> maps = new ArrayList<>();
  private final String name;
  private final String pinRoot;

  /**
   * Makes what libbpf makes of an object file.
   *
   * @param name the object's name, which those of its data maps begin with
   * @param file what it holds
   * @param pinRoot the folder of maps that are pinned by name
   */
  LibbpfObject(String name, BpfObjectFile file, String pinRoot) {
    this.name = name;
    this.file = file;
    this.pinRoot = pinRoot;
    for (ObjectProgram program : file.programs()) {
      programs.add(new LibbpfProgram(program));
    }
    for (ObjectMap map : file.maps()) {
      maps.add(defined(map));
    }
    for (DataSection section : file.dataSections()) {
      maps.add(ofSection(section));
    }
    for (StructOpsMap map : file.structOps()) {
      maps.add(ofStructOps(map));
    }
  }

  private LibbpfMap defined(ObjectMap definition) {
    LibbpfMap map = new LibbpfMap(definition.name(), definition.name());
    map.type = definition.type().number();
    map.keySize = (int) definition.keySize();
    map.valueSize = (int) definition.valueSize();
    map.maxEntries(definition.maxEntries());
    map.flags = (int) definition.flags();
    map.numaNode = (int) definition.numaNode();
    map.extra = definition.mapExtra();
    map.keyType = definition.keyType();
    map.valueType = definition.valueType();
    if (definition.pinning() == ObjectMap.Pinning.BY_NAME) {
      map.pinPath = pinRoot + "/" + definition.name();
    }
    definition
        .inner()
        .ifPresent(
            inner -> {
              map.inner = defined(inner);
            });
    return map;
  }

  private LibbpfMap ofSection(DataSection section) {
    LibbpfMap map = new LibbpfMap(nameOf(section), section.name());
    map.type = MapType.ARRAY.number();
    map.keySize = Integer.BYTES;
    map.valueSize = (int) section.size();
    map.maxEntries(1);
    boolean isReadOnly =
        section.kind() == DataSection.Kind.RODATA || section.kind() == DataSection.Kind.KCONFIG;
    map.flags =
        (isReadOnly ? MapFlags.RDONLY_PROG : 0) | (section.mmapable() ? MapFlags.MMAPABLE : 0);
    map.section = section;
    map.image = MappedPart.of(file.content(section));
    map.valueType = sectionType(section);
    return map;
  }

  /** The number of the section's type in the object's BTF, 0 if it has none. */
  private int sectionType(DataSection section) {
    return file.btf()
        .flatMap(types -> types.dataSec(section.name()))
        .map(BtfType.DataSec::id)
        .orElse(0);
  }

  /** As internal_map_name of libbpf; sections of one's own keep their names. */
  private String nameOf(DataSection section) {
    String own = section.name();
    if (!COMMON.contains(own)) {
      return own;
    }
    int suffix = Math.max(SHORTEST_SUFFIX, own.length());
    int prefix = Math.min(Math.max(0, MOST_NAME - suffix), name.length());
    String whole = name.substring(0, prefix) + own;
    StringBuilder cleaned = new StringBuilder();
    for (char letter : whole.substring(0, Math.min(MOST_NAME, whole.length())).toCharArray()) {
      boolean allowed = Character.isLetterOrDigit(letter) || letter == '_' || letter == '.';
      cleaned.append(allowed ? letter : '_');
    }
    return cleaned.toString();
  }

  private static LibbpfMap ofStructOps(StructOpsMap definition) {
    LibbpfMap map = new LibbpfMap(definition.name(), definition.name());
    map.type = MapType.STRUCT_OPS.number();
    map.keySize = Integer.BYTES;
    map.maxEntries(1);
    map.autocreate = definition.autocreate();
    return map;
  }

  /**
   * Puts the kernel's configuration into its section, as far as somebody has said what it is.
   *
   * @param map of the section
   * @param configuration values by name
   * @param version of the kernel, as {@code KERNEL_VERSION} has it
   */
  void fillConfiguration(LibbpfMap map, Map<String, String> configuration, int version) {
    DataSection section = map.section();
    byte[] image = map.image().bytes();
    for (DataVariable variable : section.variables()) {
      String value =
          variable.name().equals(VERSION)
              ? String.valueOf(version)
              : configuration.getOrDefault(variable.name(), "");
      put(image, variable, value);
    }
    map.image().put(image);
  }

  private static void put(byte[] image, DataVariable variable, String value) {
    int at = (int) variable.offset();
    int size = (int) variable.size();
    ByteBuffer buffer = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
    if (value.startsWith("\"")) {
      byte[] text = value.substring(1, value.length() - 1).getBytes(StandardCharsets.UTF_8);
      buffer.put(at, text, 0, Math.min(text.length, size - 1));
      return;
    }
    long number = number(value, size);
    switch (size) {
      case Byte.BYTES -> buffer.put(at, (byte) number);
      case Short.BYTES -> buffer.putShort(at, (short) number);
      case Integer.BYTES -> buffer.putInt(at, (int) number);
      case Long.BYTES -> buffer.putLong(at, number);
      default -> buffer.put(at, (byte) 0);
    }
  }

  /**
   * A bool is 1 for yes, an enum libbpf_tristate TRI_NO, TRI_YES or TRI_MODULE, a char a letter.
   */
  private static long number(String value, int size) {
    return switch (value) {
      case "" -> 0;
      case "y" -> 1;
      case "n" -> 0;
      case "m" -> size == Byte.BYTES ? 'm' : 2;
      default -> Long.decode(value);
    };
  }
}
