package dev.bpfj.selftests.random;

import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.AttachType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arguments for calls: plain ones, hostile ones, and what other calls gave. */
final class Arguments {
  private static final int PERCENT = 100;
  private static final int NULLS = 3;

  /**
   * Parameters, and methods that set them, that memory of the kernel goes with, or libbpf's copy of
   * a section: this run's.
   */
  private static final Set<String> IN_THE_KERNEL =
      Set.of("keySize", "valueSize", "maxEntries", "entries");

  private final Caller caller;
  private final Random random;
  private final Pool pool;
  private final Made made;
  private final Surroundings surroundings;
  private int nulls = NULLS;

  Arguments(Caller caller, Pool pool, Made made, Surroundings surroundings) {
    this.caller = caller;
    this.random = caller.random();
    this.pool = pool;
    this.made = made;
    this.surroundings = surroundings;
  }

  Made made() {
    return made;
  }

  /** Something that a method can be called on, or null if there is nothing. */
  @Nullable Object receiver(Class<?> type) {
    Object pooled = pool.any(type, random);
    return pooled != null ? pooled : caller.make(type);
  }

  /** One for each parameter; null if there is nothing that could be given to one of them. */
  @Nullable Object @Nullable [] of(Member member) {
    Type[] types = member.executable().getGenericParameterTypes();
    if (types.length != member.parameters().size()) {
      types = member.executable().getParameterTypes();
    }
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Class<?> raw = member.executable().getParameterTypes()[i];
      // What a value made with a null in it causes later would look like a fault of its own.
      nulls = member.makesValues() ? 0 : NULLS;
      arguments[i] = argument(member, types[i], raw, member.parameters().get(i));
      if (arguments[i] == null && member.makesValues()) {
        return null;
      }
    }
    return arguments;
  }

  /** What a handler gives. */
  @Nullable Object answer(Method method) {
    if (method.getReturnType() == void.class) {
      return null;
    }
    if (method.getName().equals("size")) {
      return random.nextInt(10) == 0 ? Hostile.bounded(Hostile.number(random)) : 8;
    }
    return value(method.getGenericReturnType(), method.getReturnType());
  }

  private @Nullable Object argument(Member member, Type type, Class<?> raw, String name) {
    if (raw == int.class) {
      return number(member, name);
    }
    if (raw == long.class) {
      return longNumber(member, name);
    }
    return value(type, raw);
  }

  private int number(Member member, String name) {
    String word = name.toLowerCase(java.util.Locale.ROOT);
    if (word.endsWith("fd")) {
      return made.descriptor(random);
    }
    if (word.equals("id") || word.endsWith("programid")) {
      return random.nextInt(4) == 0 ? -1 : made.id(random);
    }
    if (word.equals("pid") || word.equals("process")) {
      return ownProcess();
    }
    if (word.equals("times")) {
      return random.nextInt(1000) - 1; // more are made, and take as long as they take
    }
    if (word.contains("ifindex") || (word.equals("index") && random.nextBoolean())) {
      return random.nextInt(5) == 0 ? Hostile.number(random) : random.nextInt(5);
    }
    return isInTheKernel(member, name)
        ? Hostile.amount(random)
        : Hostile.bounded(Hostile.number(random));
  }

  private long longNumber(Member member, String name) {
    if (name.equals("pid") || name.equals("process")) {
      return ownProcess();
    }
    long number = Hostile.longNumber(random);
    // What is more than 32 bits never gets to the kernel.
    return isInTheKernel(member, name) && number >= 0 && number <= 0xffff_ffffL
        ? Hostile.amount(random)
        : number;
  }

  private static boolean isInTheKernel(Member member, String name) {
    return IN_THE_KERNEL.contains(name) || IN_THE_KERNEL.contains(member.simpleName());
  }

  /** All processes, the caller's, or one that there is not: the namespace has no other. */
  private int ownProcess() {
    int[] processes = {0, -1, (int) ProcessHandle.current().pid(), Integer.MAX_VALUE};
    return processes[random.nextInt(processes.length)];
  }

  private @Nullable Object value(Type type, Class<?> raw) {
    if (raw.isPrimitive()) {
      return primitive(raw);
    }
    if (random.nextInt(PERCENT) < nulls) {
      return null;
    }
    if (raw == Object.class) {
      return anything(type);
    }
    if (raw.isArray() && raw != byte[].class) {
      return array(raw.getComponentType());
    }
    Object plain = plain(type, raw);
    return plain != null ? plain : object(raw);
  }

  private Object primitive(Class<?> type) {
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == byte.class) {
      return (byte) random.nextInt();
    }
    if (type == short.class) {
      return (short) Hostile.number(random);
    }
    if (type == char.class) {
      return (char) random.nextInt();
    }
    if (type == int.class) {
      return Hostile.bounded(Hostile.number(random));
    }
    if (type == long.class) {
      return Hostile.longNumber(random);
    }
    return type == float.class ? (Object) (float) Hostile.real(random) : Hostile.real(random);
  }

  /** A value whose type only the compiler knows. */
  private @Nullable Object anything(Type type) {
    Object[] some = {
      Hostile.number(random),
      Hostile.longNumber(random),
      (byte) 1,
      (short) -1,
      Boolean.TRUE,
      1.5f,
      Hostile.real(random),
      Hostile.big(random),
      Hostile.bytes(random),
      new byte[8],
      new byte[4],
      text(),
      List.of(1L, 2L),
      address()
    };
    return random.nextBoolean()
        ? some[random.nextInt(some.length)]
        : pool.any(Object.class, random);
  }

  private @Nullable Object plain(Type type, Class<?> raw) {
    if (raw == String.class) {
      return text();
    }
    if (raw == byte[].class) {
      return random.nextInt(4) == 0 ? object() : Hostile.bytes(random);
    }
    if (raw == ByteBuffer.class) {
      ByteBuffer pooled = random.nextBoolean() ? pool.buffer(random) : null;
      return pooled != null ? pooled : Hostile.buffer(random);
    }
    if (raw == Path.class) {
      return surroundings.file(random);
    }
    if (raw == Duration.class) {
      return Hostile.duration(random);
    }
    if (raw == BigInteger.class) {
      return Hostile.big(random);
    }
    if (raw == Integer.class) {
      return Hostile.number(random);
    }
    if (raw == Long.class) {
      return Hostile.longNumber(random);
    }
    if (raw == InetAddress.class) {
      return address();
    }
    if (raw == Lookup.class) {
      return random.nextBoolean() ? MethodHandles.lookup() : MethodHandles.publicLookup();
    }
    if (raw == Class.class) {
      Object pooled = pool.any(Object.class, random);
      return pooled == null ? Object.class : pooled.getClass();
    }
    if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
      return list(type);
    }
    if (raw == Optional.class) {
      Type content = argument(type, 0);
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.ofNullable(value(content, raw(content)));
    }
    if (raw == LinkageError.class || raw == Throwable.class) {
      return new LinkageError(Hostile.text(random));
    }
    return raw == Map.class ? map(type) : null;
  }

  /** An object file, at times with some of its bytes changed. */
  private byte[] object() {
    byte[] object = surroundings.object(random);
    if (random.nextBoolean()) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        object[random.nextInt(object.length)] = (byte) Hostile.number(random);
      }
    }
    return object;
  }

  private String text() {
    return switch (random.nextInt(4)) {
      case 0 -> Hostile.text(random);
      case 1 -> surroundings.name(random);
      default -> surroundings.path(random);
    };
  }

  private InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[random.nextBoolean() ? 4 : 16]);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private Object array(Class<?> component) {
    Object array = Array.newInstance(component, random.nextInt(4));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, value(component, component));
    }
    return array;
  }

  private List<@Nullable Object> list(Type type) {
    Type element = argument(type, 0);
    List<@Nullable Object> list = new ArrayList<>();
    int size = random.nextInt(20) == 0 ? 1000 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(value(element, raw(element)));
    }
    return list;
  }

  private Map<@Nullable Object, @Nullable Object> map(Type type) {
    // By identity: the hash of a struct whose memory is gone is an exception.
    Map<@Nullable Object, @Nullable Object> map = new IdentityHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(
          value(argument(type, 0), raw(argument(type, 0))),
          value(argument(type, 1), raw(argument(type, 1))));
    }
    return map;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
  }

  private @Nullable Object object(Class<?> type) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    boolean canBeHandler = type.isInterface() && !type.isSealed();
    if (canBeHandler && (isOfJava(type) || random.nextBoolean())) {
      return Handlers.of(type);
    }
    Object found = random.nextInt(6) == 0 ? caller.make(type) : pool.any(type, random);
    if (found == null) {
      found = caller.make(type);
    }
    if (found == null && canBeHandler) {
      found = Handlers.of(type);
    }
    return found;
  }

  private static boolean isOfJava(Class<?> type) {
    return type.getPackageName().startsWith(Function.class.getPackageName());
  }

  /** Shows arguments in a line. */
  static String show(@Nullable Object[] arguments) {
    StringBuilder text = new StringBuilder();
    for (Object argument : arguments) {
      text.append(text.isEmpty() ? "" : ", ").append(show(argument));
    }
    return text.toString();
  }

  private static String show(@Nullable Object argument) {
    if (argument instanceof String text) {
      String shown =
          text.length() > 40 ? text.substring(0, 40) + "...(" + text.length() + ")" : text;
      return '"' + escape(shown) + '"';
    }
    if (argument == null
        || argument instanceof Number
        || argument instanceof Boolean
        || argument instanceof Enum
        || argument instanceof Duration) {
      return String.valueOf(argument);
    }
    if (argument instanceof ByteBuffer buffer) {
      return buffer.toString() + (buffer.isReadOnly() ? " read-only" : "");
    }
    if (argument.getClass().isArray()) {
      return argument.getClass().getComponentType() + "[" + Array.getLength(argument) + "]";
    }
    if (argument instanceof Collection<?> all) {
      return all.size() <= 3
          ? Arrays.toString(all.stream().map(Arguments::show).toArray())
          : all.size() + " elements";
    }
    if (argument instanceof MapType || argument instanceof AttachType) {
      return argument.toString();
    }
    return argument.getClass().getSimpleName()
        + "@"
        + Integer.toHexString(System.identityHashCode(argument));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> escaped.append(c < 32 || c > 126 ? String.format("\\u%04x", c) : "" + (char) c));
    return escaped.toString();
  }
}
