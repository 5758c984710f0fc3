package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.internal.raw.LibCSixArguments;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Each function of {@code raw} calls the C function of its name with its arguments in their order,
 * through its generated stub: against a library whose every function is a closure that records how
 * it was called. And jnr-ffi makes of each interface what finds the same functions.
 */
public final class StubsTest {
  private static final int MOST = 6;
  // Of what is narrower than a word the upper bits are anything: here all ones.
  private static final Map<Class<?>, List<Long>> RETURNED =
      Map.of(
          int.class, List.of(-1L << 32 | 7, -1L << 32 | 0x80000000L),
          long.class, List.of(0x123456789abcdef0L, -1L),
          byte.class, List.of(-1L << 8, -1L << 8 | 1),
          void.class, List.of(-1L));
  private static final Map<Class<?>, List<Object>> EXPECTED =
      Map.of(
          int.class, List.of(7, Integer.MIN_VALUE),
          long.class, List.of(0x123456789abcdef0L, -1L),
          byte.class, List.of((byte) 0, (byte) 1),
          void.class, Collections.singletonList(null));

  private RecordingLibrary library = new RecordingLibrary();

  /** A library that has all functions. */
  private static final class RecordingLibrary extends CLibrary {
    private final List<Closure.Handle> held = new ArrayList<>();
    String called = "";
    List<Long> arguments = List.of();
    long result;

    RecordingLibrary() {
      super("recording", Library.getDefault());
    }

    @Override
    long address(String name) {
      Type[] types = new Type[MOST];
      Arrays.fill(types, Type.SINT64);
      Closure closure =
          buffer -> {
            called = name;
            List<Long> words = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
              words.add(buffer.getLong(i));
            }
            arguments = words;
            buffer.setLongReturn(result);
          };
      Closure.Handle handle =
          ClosureManager.getInstance().newClosure(closure, new CallContext(Type.SINT64, types));
      held.add(handle);
      return handle.getAddress();
    }
  }

  @BeforeMethod
  public void begin() {
    library = new RecordingLibrary();
  }

  @DataProvider
  public Object[][] interfaces() throws IOException, ReflectiveOperationException {
    Path folder =
        Path.of(
            LibBpf.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
            LibBpf.class.getPackageName().replace('.', '/'));
    List<Object[]> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.equals("package-info")) {
          found.add(new Object[] {Class.forName(LibBpf.class.getPackageName() + "." + name)});
        }
      }
    }
    return found.toArray(Object[][]::new);
  }

  @Test(dataProvider = "interfaces")
  public void functionsPassAllTheirArgumentsAndResults(Class<?> type)
      throws ReflectiveOperationException {
    Object calls =
        Class.forName(CLibrary.class.getPackageName() + "." + type.getSimpleName() + "Stubs")
            .getDeclaredConstructor(CLibrary.class)
            .newInstance(library);
    for (Method method : type.getMethods()) {
      check(calls, method);
    }
  }

  private void check(Object calls, Method method) throws ReflectiveOperationException {
    List<Long> returned = RETURNED.get(method.getReturnType());
    for (int i = 0; i < returned.size(); i++) {
      library.result = returned.get(i);
      Object result = call(calls, method);
      assertThat(result)
          .as(method.getName())
          .isEqualTo(EXPECTED.get(method.getReturnType()).get(i));
    }
  }

  private Object call(Object calls, Method method) throws ReflectiveOperationException {
    Object[] arguments = new Object[method.getParameterCount()];
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      long word = type == long.class ? 0x1_0000_0000L * (i + 1) + i : -1L - i;
      arguments[i] = type == long.class ? (Object) word : (Object) (int) word;
      if (type == boolean.class) {
        arguments[i] = true;
        word = 1;
      }
      words.add(word);
    }
    Object result = method.invoke(calls, arguments);
    assertThat(library.called).isEqualTo(method.getName());
    assertThat(library.arguments.subList(0, arguments.length))
        .as(method.getName())
        .isEqualTo(words);
    return result;
  }

  @Test(dataProvider = "interfaces")
  public void functionsStandInTheOrderOfTheirHeader(Class<?> type) throws IOException {
    String header = header(type);
    List<Integer> places = new ArrayList<>();
    for (String function : declared(type)) {
      Matcher declaration = Pattern.compile("\\b" + function + "\\(").matcher(header);
      if (declaration.find()) { // an old header lacks some
        places.add(declaration.start());
      }
    }
    assertThat(places).isSorted();
  }

  /** The text of the header that an interface declares; nothing for the C library's many. */
  private static String header(Class<?> type) throws IOException {
    String name = type.getSimpleName();
    if (name.startsWith("LibC")) {
      return "";
    }
    String file = name.startsWith("LibBpf") ? "libbpf" : name.startsWith("Btf") ? "btf" : "bpf";
    return Files.readString(Path.of("/usr/include/bpf/" + file + ".h"));
  }

  /** The functions of an interface in the order of its source, which class files keep. */
  private static List<String> declared(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".java";
    List<String> functions = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("^  (?:int|long|byte|void) (\\w+)\\(", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("src/main/java", name)));
    while (matcher.find()) {
      functions.add(matcher.group(1));
    }
    assertThat(functions).hasSameSizeAs(type.getMethods());
    return functions;
  }

  @Test(dataProvider = "interfaces")
  public void jnrFfiLoadsTheInterfaceAndFindsTheSameFunctions(Class<?> type) {
    String library = type.getSimpleName().startsWith("LibC") ? "libc.so.6" : "libbpf.so.1";
    Object loaded = LibraryLoader.create(type).failImmediately().load(library);
    CLibrary stubs = CLibrary.open(library);
    Library jnr = Library.openLibrary(library, Library.LAZY | Library.LOCAL);
    assertThat(type).isAssignableFrom(loaded.getClass());
    for (Method method : type.getMethods()) {
      assertThat(stubs.address(method.getName()))
          .as(method.getName())
          .isEqualTo(jnr.getSymbolAddress(method.getName()));
    }
  }

  @Test
  public void jnrFfiCallsWhatTheStubsCall() {
    LibC jnr = LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
    LibCSixArguments jnrSix =
        LibraryLoader.create(LibCSixArguments.class).failImmediately().load("libc.so.6");
    assertThat(jnr.sysconf(LibC.SC_PAGESIZE)).isEqualTo(Native.libc().sysconf(LibC.SC_PAGESIZE));
    long length = jnr.sysconf(LibC.SC_PAGESIZE);
    int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS;
    // The sixth argument is an offset that mmap refuses: garbage would be refused, or worse, not.
    long page = jnrSix.mmap(0, length, LibC.PROT_READ, flags, -1, 0);
    assertThat(page).isNotEqualTo(LibC.MAP_FAILED);
    assertThat(jnr.munmap(page, length)).isZero();
    assertThat(jnrSix.mmap(0, length, LibC.PROT_READ, flags, -1, 1)).isEqualTo(LibC.MAP_FAILED);
    assertThat(jnr.close(-1)).isEqualTo(-1);
    assertThat(Native.lastErrno()).isEqualTo(9);
  }

  @Test
  public void eachThreadHasTheErrnoOfItsLastCall() throws InterruptedException {
    int ebadf = 9;
    int einval = 22;
    assertThat(Native.libc().close(-1)).isEqualTo(-1);
    List<Integer> elsewhere = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              Native.libc().munmap(1, 1);
              elsewhere.add(Native.lastErrno());
            });
    other.start();
    other.join();
    assertThat(elsewhere).containsExactly(einval);
    assertThat(Native.lastErrno()).isEqualTo(ebadf);
  }

  @Test
  public void aLibraryThatIsNotThereSaysSo() {
    assertThat(catchThrowable(() -> CLibrary.open("/nowhere/x.so")))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageContaining("/nowhere/x.so");
  }

  @Test
  public void aFunctionThatIsNotThereIsNamed() {
    CLibrary empty =
        new CLibrary("empty", Library.getDefault()) {
          @Override
          long address(String function) {
            return 0;
          }
        };
    assertThat(catchThrowable(() -> new LibBpfStubs(empty).bpf_object__load(0)))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("bpf_object__load");
  }
}
