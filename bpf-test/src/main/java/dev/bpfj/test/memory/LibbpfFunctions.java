package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBUSY;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.EOPNOTSUPP;

import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.test.memory.KernelMap.MapShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions on objects, their maps, programs and links, as far as they need no machine.
 */
@SuppressWarnings("UnusedMethod") // called by their names
final class LibbpfFunctions {
  private static final int MAJOR = 1;
  private static final int MINOR = 8;
  private static final int VERSION = (6 << 16) + (18 << 8); // Linux 6.18
  private static final int LIBBPF_ERRNO_FORMAT = 4001;
  // What follows their slash, or a target that is set otherwise, says where they are attached.
  private static final Set<Integer> WITH_TARGET = Set.of(2, 5, 17, 24, 26, 28, 29);
  private static final Set<Integer> WITH_BTF_TARGET = Set.of(26, 28, 29);
  private static final int LSM_CGROUP = 43;

  private final Handles handles;
  private final MapTypes types;
  private final Errors errors;

  LibbpfFunctions(Handles handles, MapTypes types, Errors errors) {
    this.handles = handles;
    this.types = types;
    this.errors = errors;
  }

  /** What belongs to an opened object. */
  private record Opened(LibbpfObject object, Map<String, String> configuration) {}

  /** An attachment. */
  static final class Link {
    @Nullable LibbpfProgram program; // null once detached
    final int fd;

    Link(LibbpfProgram program, Handles handles) {
      this.program = program;
      this.fd = handles.open(this);
    }
  }

  private final Map<Object, Long> names = new HashMap<>();

  /** The address of a text, which stays as long as its owner. */
  private long text(Object owner, String text) {
    return names.computeIfAbsent(
        owner,
        any -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          NativeMemory memory = NativeMemory.get();
          long address = memory.allocateMemory(bytes.length + 1L, true);
          memory.putByteArray(address, bytes, 0, bytes.length);
          return address;
        });
  }

  private void forget(Object owner) {
    Long address = names.remove(owner);
    if (address != null) {
      NativeMemory.get().freeMemory(address);
    }
  }

  int libbpf_major_version() {
    return MAJOR;
  }

  int libbpf_minor_version() {
    return MINOR;
  }

  int libbpf_num_possible_cpus() {
    return PossibleCpus.count();
  }

  // Objects

  synchronized long bpf_object__open_mem(long bytes, long size, long opts) {
    NativeMemory memory = NativeMemory.get();
    byte[] elf = new byte[Math.toIntExact(size)];
    memory.getByteArray(bytes, elf, 0, elf.length);
    String name = CStrings.text(memory.getLong(opts + 8));
    String pinRoot = CStrings.textOrNull(memory.getLong(opts + 24));
    String lines = CStrings.textOrNull(memory.getLong(opts + 40));
    try {
      BpfObjectFile file = BpfObjectFile.parse(name, elf);
      String root = pinRoot == null ? "/sys/fs/bpf" : pinRoot;
      Opened opened =
          new Opened(new LibbpfObject(name, file, root), configuration(lines == null ? "" : lines));
      opened.object().programs.forEach(handles::pointer);
      opened.object().maps.forEach(handles::pointer);
      return handles.pointer(opened);
    } catch (MalformedObjectException e) {
      throw new CallFailure(LIBBPF_ERRNO_FORMAT);
    }
  }

  private static Map<String, String> configuration(String lines) {
    Map<String, String> values = new HashMap<>();
    lines
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("CONFIG_") && line.contains("="))
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return values;
  }

  private LibbpfObject object(long pointer) {
    return handles.at(pointer, Opened.class).object();
  }

  private LibbpfMap map(long pointer) {
    return handles.at(pointer, LibbpfMap.class);
  }

  private LibbpfProgram program(long pointer) {
    return handles.at(pointer, LibbpfProgram.class);
  }

  synchronized int bpf_object__load(long pointer) {
    Opened opened = handles.at(pointer, Opened.class);
    for (LibbpfMap map : opened.object().maps) {
      if (map.autocreate && map.type != MapType.STRUCT_OPS.number()) {
        create(opened, map);
      }
    }
    for (LibbpfProgram program : opened.object().programs) {
      if (program.autoload) {
        program.fd = handles.open(program);
      }
    }
    return 0;
  }

  private void create(Opened opened, LibbpfMap map) {
    if (map.type == MapType.PERF_EVENT_ARRAY.number() && map.maxEntries() == 0) {
      map.maxEntries(PossibleCpus.count());
    }
    LibbpfMap inner = map.inner;
    MapShape template = inner == null ? null : inner.shape();
    errors.failIfTold("bpf_map_create");
    KernelMap made = types.make(map.name, map.shape(), template);
    map.fd = handles.open(made);
    DataSection section = map.section;
    if (section != null) {
      if (section.kind() == DataSection.Kind.KCONFIG) {
        opened.object().fillConfiguration(map, opened.configuration(), VERSION);
      }
      made.content.update(Keys.of(0), map.image().bytes(), 0);
      if ((map.flags & MapFlags.RDONLY_PROG) != 0) {
        made.freeze();
      }
    }
  }

  synchronized void bpf_object__close(long pointer) {
    Opened opened = handles.at(pointer, Opened.class);
    for (LibbpfMap map : opened.object().maps) {
      if (map.fd >= 0 && handles.close(map.fd) instanceof KernelMap made) {
        made.release();
      }
      handles.free(handles.of(map));
      forget(map);
      forget(List.of(map, "pin"));
      LibbpfMap inner = map.inner;
      if (inner != null) {
        handles.free(handles.of(inner));
        forget(inner);
      }
    }
    for (LibbpfProgram program : opened.object().programs) {
      if (program.fd >= 0) {
        handles.close(program.fd);
      }
      handles.free(handles.of(program));
      forget(program);
      forget(List.of(program, "section"));
    }
    handles.free(pointer);
  }

  private <T> long next(List<T> all, @Nullable T last) {
    int index = last == null ? 0 : all.indexOf(last) + 1;
    return index < all.size() ? handles.of(all.get(index)) : 0;
  }

  synchronized long bpf_object__next_program(long pointer, long last) {
    return next(object(pointer).programs, last == 0 ? null : program(last));
  }

  synchronized long bpf_object__next_map(long pointer, long last) {
    return next(object(pointer).maps, last == 0 ? null : map(last));
  }

  synchronized long bpf_object__find_map_by_name(long pointer, long name) {
    String wanted = CStrings.text(name);
    for (LibbpfMap map : object(pointer).maps) {
      // A section's name is that of the section, and every other one the map's.
      if (wanted.equals(wanted.startsWith(".") ? map.realName : map.name)) {
        return handles.of(map);
      }
    }
    return 0;
  }

  // Programs

  synchronized long bpf_program__name(long pointer) {
    return text(program(pointer), program(pointer).name);
  }

  synchronized long bpf_program__section_name(long pointer) {
    return text(List.of(program(pointer), "section"), program(pointer).section);
  }

  byte bpf_program__autoload(long pointer) {
    return bool(program(pointer).autoload);
  }

  int bpf_program__set_autoload(long pointer, boolean autoload) {
    requireNotLoaded(program(pointer).fd, EINVAL);
    program(pointer).autoload = autoload;
    return 0;
  }

  byte bpf_program__autoattach(long pointer) {
    return bool(program(pointer).autoattach);
  }

  void bpf_program__set_autoattach(long pointer, boolean autoattach) {
    program(pointer).autoattach = autoattach;
  }

  int bpf_program__fd(long pointer) {
    return program(pointer).fd;
  }

  int bpf_program__type(long pointer) {
    return program(pointer).type;
  }

  int bpf_program__set_type(long pointer, int type) {
    requireNotLoaded(program(pointer).fd, EBUSY);
    program(pointer).type = type;
    return 0;
  }

  int bpf_program__expected_attach_type(long pointer) {
    return program(pointer).attachType;
  }

  int bpf_program__set_expected_attach_type(long pointer, int type) {
    requireNotLoaded(program(pointer).fd, EBUSY);
    program(pointer).attachType = type;
    return 0;
  }

  int bpf_program__flags(long pointer) {
    return program(pointer).flags;
  }

  int bpf_program__set_flags(long pointer, int flags) {
    requireNotLoaded(program(pointer).fd, EBUSY);
    program(pointer).flags = flags;
    return 0;
  }

  int bpf_program__set_attach_target(long pointer, int targetFd, long function) {
    requireNotLoaded(program(pointer).fd, EINVAL);
    return 0;
  }

  private static void requireNotLoaded(int fd, int errno) {
    if (fd >= 0) {
      throw new CallFailure(errno);
    }
  }

  private static byte bool(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  // Links

  synchronized long bpf_program__attach(long pointer) {
    LibbpfProgram program = program(pointer);
    boolean says =
        WITH_TARGET.contains(program.type)
            && program.attachType != LSM_CGROUP
            && (program.section.contains("/") || WITH_BTF_TARGET.contains(program.type));
    if (!says) {
      throw new CallFailure(EOPNOTSUPP);
    }
    return attach(pointer);
  }

  /** Attaches a program to whatever hook. */
  synchronized long attach(long pointer) {
    if (program(pointer).fd < 0) {
      throw new CallFailure(EINVAL);
    }
    return handles.pointer(new Link(program(pointer), handles));
  }

  private Link link(long pointer) {
    return handles.at(pointer, Link.class);
  }

  int bpf_link__fd(long pointer) {
    return link(pointer).fd;
  }

  synchronized int bpf_link__destroy(long pointer) {
    handles.close(link(pointer).fd);
    handles.free(pointer);
    return 0;
  }

  // Maps

  synchronized long bpf_map__name(long pointer) {
    return text(map(pointer), map(pointer).name);
  }

  int bpf_map__fd(long pointer) {
    return map(pointer).fd;
  }

  int bpf_map__type(long pointer) {
    return map(pointer).type;
  }

  int bpf_map__set_type(long pointer, int type) {
    changeable(pointer).type = type;
    return 0;
  }

  private LibbpfMap changeable(long pointer) {
    requireNotLoaded(map(pointer).fd, EBUSY);
    return map(pointer);
  }

  int bpf_map__key_size(long pointer) {
    return map(pointer).keySize;
  }

  int bpf_map__set_key_size(long pointer, int size) {
    changeable(pointer).keySize = size;
    return 0;
  }

  int bpf_map__value_size(long pointer) {
    return map(pointer).valueSize;
  }

  int bpf_map__set_value_size(long pointer, int size) {
    LibbpfMap map = changeable(pointer);
    if (map.section != null) {
      byte[] grown = Arrays.copyOf(map.image().bytes(), size);
      map.image = MappedPart.of(grown);
    }
    map.valueSize = size;
    return 0;
  }

  int bpf_map__max_entries(long pointer) {
    return (int) map(pointer).maxEntries();
  }

  int bpf_map__set_max_entries(long pointer, int entries) {
    changeable(pointer).maxEntries(Integer.toUnsignedLong(entries));
    return 0;
  }

  int bpf_map__map_flags(long pointer) {
    return map(pointer).flags;
  }

  int bpf_map__set_map_flags(long pointer, int flags) {
    changeable(pointer).flags = flags;
    return 0;
  }

  int bpf_map__numa_node(long pointer) {
    return map(pointer).numaNode;
  }

  int bpf_map__set_numa_node(long pointer, int node) {
    changeable(pointer).numaNode = node;
    return 0;
  }

  int bpf_map__ifindex(long pointer) {
    return map(pointer).ifindex;
  }

  int bpf_map__set_ifindex(long pointer, int ifindex) {
    changeable(pointer).ifindex = ifindex;
    return 0;
  }

  long bpf_map__map_extra(long pointer) {
    return map(pointer).extra;
  }

  int bpf_map__set_map_extra(long pointer, long extra) {
    changeable(pointer).extra = extra;
    return 0;
  }

  int bpf_map__btf_key_type_id(long pointer) {
    return map(pointer).keyType;
  }

  int bpf_map__btf_value_type_id(long pointer) {
    return map(pointer).valueType;
  }

  byte bpf_map__autocreate(long pointer) {
    return bool(map(pointer).autocreate);
  }

  int bpf_map__set_autocreate(long pointer, boolean autocreate) {
    changeable(pointer).autocreate = autocreate;
    return 0;
  }

  byte bpf_map__is_internal(long pointer) {
    return bool(map(pointer).section != null);
  }

  long bpf_map__initial_value(long pointer, long size) {
    LibbpfMap map = map(pointer);
    if (map.section == null) {
      return 0;
    }
    NativeMemory.get().putLong(size, map.valueSize);
    return map.image().address();
  }

  int bpf_map__set_initial_value(long pointer, long data, long size) {
    LibbpfMap map = changeable(pointer);
    if (map.section == null || size != map.valueSize) {
      throw new CallFailure(EINVAL);
    }
    NativeMemory.get().copyMemory(data, map.image().address(), size);
    return 0;
  }

  synchronized long bpf_map__inner_map(long pointer) {
    LibbpfMap inner = map(pointer).inner;
    return inner == null || map(pointer).fd >= 0 ? 0 : handles.of(inner);
  }

  synchronized long bpf_map__pin_path(long pointer) {
    String path = map(pointer).pinPath;
    return path == null ? 0 : text(List.of(map(pointer), "pin"), path);
  }

  synchronized int bpf_map__set_pin_path(long pointer, long path) {
    forget(List.of(map(pointer), "pin"));
    map(pointer).pinPath = CStrings.textOrNull(path);
    return 0;
  }

  byte bpf_map__is_pinned(long pointer) {
    return 0;
  }
}
