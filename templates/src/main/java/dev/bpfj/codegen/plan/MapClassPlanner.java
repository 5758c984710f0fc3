package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.model.MapClassModel;
import dev.bpfj.codegen.plan.CodecPlanner.Codec;
import dev.bpfj.object.ObjectMap;
import java.util.ArrayList;
import java.util.List;

/** Chooses the run-time class for a map, by its type and the types of its keys and values. */
final class MapClassPlanner {
  private static final String API = "dev.bpfj.libbpf.";

  /** That of a file descriptor and of an index, whatever the records. */
  private static final int PERF_SIZE = 4;

  /** The map without types, for sections, ring buffers and what is newer than this. */
  static final MapClassModel BARE =
      new MapClassModel("BpfObjectMap", "", "", List.of(API + "map.BpfObjectMap"));

  /** The map of a struct_ops section. */
  static final MapClassModel STRUCT_OPS =
      new MapClassModel("StructOpsMap", "StructOpsMap.of(", ")", List.of(API + "StructOpsMap"));

  private final CodecPlanner codecs;

  MapClassPlanner(Types types) {
    this.codecs = new CodecPlanner(types);
  }

  /**
   * Has the types of keys and values become classes, where the map is shown with them, and those of
   * the records of ring and perf buffers.
   */
  static void collect(ObjectMap map, TypeCatalog catalog, Notebook notes) {
    noteWhatIsRefused(map, notes);
    if (hasKey(map) && map.keyType() != 0) {
      catalog.addKey(map.keyType(), map.name() + "_key");
    }
    if ((hasValue(map) || hasRecords(map)) && map.valueType() != 0) {
      catalog.add(map.valueType(), map.name() + "_value");
    }
    map.inner().ifPresent(inner -> collect(inner, catalog, notes));
  }

  // The definitions of other libraries say the records' type so. libbpf hands the sizes on, and the
  // kernel refuses them.
  private static void noteWhatIsRefused(ObjectMap map, Notebook notes) {
    long expected = map.type().name().equals("perf_event_array") ? PERF_SIZE : 0;
    if (hasRecords(map) && (map.keySize() != expected || map.valueSize() != expected)) {
      notes.add(
          Note.Kind.REFUSED_MAP,
          "map " + Notebook.quoted(map.name()),
          "the kernel refuses a "
              + map.type().name()
              + " with keys of "
              + map.keySize()
              + " and values of "
              + map.valueSize()
              + " bytes, expected="
              + expected
              + "; name the type of its records by a global variable instead, such as "
              + WantedTypes.EXAMPLE_OF_USE);
    }
  }

  private static boolean hasRecords(ObjectMap map) {
    return switch (map.type().name()) {
      case "ringbuf", "user_ringbuf", "perf_event_array" -> true;
      default -> false;
    };
  }

  private static boolean hasKey(ObjectMap map) {
    return hasBoth(map)
        || switch (map.type().name()) {
          case "hash_of_maps", "sockhash", "devmap_hash" -> true;
          default -> false;
        };
  }

  private static boolean hasValue(ObjectMap map) {
    return hasBoth(map)
        || switch (map.type().name()) {
          case "array",
              "percpu_array",
              "queue",
              "stack",
              "bloom_filter",
              "sk_storage",
              "inode_storage",
              "task_storage",
              "cgrp_storage" ->
              true;
          default -> false;
        };
  }

  private static boolean hasBoth(ObjectMap map) {
    return switch (map.type().name()) {
      case "hash",
          "lru_hash",
          "rhash",
          "percpu_hash",
          "lru_percpu_hash",
          "lpm_trie",
          "cgroup_storage",
          "percpu_cgroup_storage" ->
          true;
      default -> false;
    };
  }

  MapClassModel of(ObjectMap map) {
    if (map.keySize() > Integer.MAX_VALUE || map.valueSize() > Integer.MAX_VALUE) {
      return BARE; // more than a buffer has
    }
    return switch (map.type().name()) {
      case "hash", "lru_hash", "rhash", "lpm_trie", "cgroup_storage" ->
          entries(key(map), value(map));
      case "array" -> values("ArrayMap", value(map));
      case "percpu_hash", "lru_percpu_hash", "percpu_cgroup_storage" ->
          entries(key(map), value(map).perCpu());
      case "percpu_array" -> values("ArrayMap", value(map).perCpu());
      case "queue", "stack" -> values("QueueMap", value(map));
      case "bloom_filter" -> values("BloomFilterMap", value(map));
      case "sk_storage", "inode_storage", "task_storage", "cgrp_storage" ->
          values("LocalStorage", value(map));
      case "stack_trace" ->
          new MapClassModel(
              "StackTraceMap", "StackTraceMap.of(", ")", List.of(API + "map.StackTraceMap"));
      case "prog_array" -> things(CodecPlanner.INDEX, "BpfProgram");
      case "array_of_maps" -> things(CodecPlanner.INDEX, "map.BpfMap");
      case "hash_of_maps" -> things(key(map), "map.BpfMap");
      case "cgroup_array", "sockmap", "xskmap", "reuseport_sockarray" ->
          things(CodecPlanner.INDEX, "fd.Descriptor");
      case "sockhash" -> things(key(map), "fd.Descriptor");
      case "devmap", "cpumap" -> redirects(CodecPlanner.INDEX);
      case "devmap_hash" -> redirects(key(map));
      default -> BARE;
    };
  }

  private Codec key(ObjectMap map) {
    return codecs.ofKey(map.keyType(), (int) map.keySize());
  }

  private Codec value(ObjectMap map) {
    return codecs.of(map.valueType(), (int) map.valueSize());
  }

  private static MapClassModel entries(Codec key, Codec value) {
    return mapClass(
        "TypedMap",
        "<" + key.javaType() + ", " + value.javaType() + ">",
        ", " + key.maker() + ", " + value.maker(),
        key.classes(),
        value.classes());
  }

  private static MapClassModel values(String name, Codec value) {
    return mapClass(name, "<" + value.javaType() + ">", ", " + value.maker(), value.classes());
  }

  private static MapClassModel things(Codec key, String thing) {
    String simpleName = thing.substring(thing.lastIndexOf('.') + 1);
    return mapClass(
        "FdMap",
        "<" + key.javaType() + ", " + simpleName + ">",
        ", " + key.maker(),
        key.classes(),
        List.of(API + thing));
  }

  private static MapClassModel redirects(Codec key) {
    return mapClass("RedirectMap", "<" + key.javaType() + ">", ", " + key.maker(), key.classes());
  }

  @SafeVarargs
  private static MapClassModel mapClass(
      String name, String arguments, String codecs, List<String>... classes) {
    List<String> all = new ArrayList<>(List.of(API + "map." + name));
    for (List<String> some : classes) {
      all.addAll(some);
    }
    return new MapClassModel(name + arguments, name + ".of(", codecs + ")", List.copyOf(all));
  }
}
