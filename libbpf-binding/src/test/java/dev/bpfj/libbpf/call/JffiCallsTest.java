package dev.bpfj.libbpf.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Closure;
import com.kenai.jffi.ClosureManager;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import dev.bpfj.libbpf.raw.BpfElements;
import dev.bpfj.libbpf.raw.LibBpf;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Each function of {@code raw} calls the C function of its name with its arguments in their order:
 * against a library whose every function is a closure that writes down how it was called.
 */
public final class JffiCallsTest {
  private static final int MOST = 6;
  // Of what is narrower than a word the upper bits are anything: here all ones.
  private static final Map<Class<?>, List<Long>> RETURNED =
      Map.of(
          int.class, List.of(-1L << 32 | 7, -1L << 32 | 0x80000000L),
          long.class, List.of(0x123456789abcdef0L, -1L),
          boolean.class, List.of(-1L << 8, -1L << 8 | 1),
          void.class, List.of(-1L));
  private static final Map<Class<?>, List<Object>> EXPECTED =
      Map.of(
          int.class, List.of(7, Integer.MIN_VALUE),
          long.class, List.of(0x123456789abcdef0L, -1L),
          boolean.class, List.of(false, true),
          void.class, Collections.singletonList(null));

  private RecordingLibrary library = new RecordingLibrary();

  /** A library that has all functions. */
  private static final class RecordingLibrary extends CLibrary {
    private final List<Closure.Handle> held = new ArrayList<>();
    String called = "";
    List<Long> arguments = List.of();
    long result;

    RecordingLibrary() {
      super(Library.getDefault());
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
        if (!List.of("package-info", BpfElements.class.getSimpleName()).contains(name)
            && name.indexOf('$') < 0) {
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
        Class.forName(CLibrary.class.getPackageName() + ".Jffi" + type.getSimpleName())
            .getDeclaredConstructor(CLibrary.class)
            .newInstance(library);
    for (Method method : type.getMethods()) {
      if (!method.getName().equals("libbpf_set_print")) {
        check(calls, method);
      }
    }
  }

  private void check(Object calls, Method method) throws ReflectiveOperationException {
    if (method.getReturnType() == String.class) {
      checkText(calls, method);
      return;
    }
    List<Long> returned = RETURNED.get(method.getReturnType());
    for (int i = 0; i < returned.size(); i++) {
      library.result = returned.get(i);
      Object result = call(calls, method);
      assertThat(result)
          .as(method.getName())
          .isEqualTo(EXPECTED.get(method.getReturnType()).get(i));
    }
  }

  private void checkText(Object calls, Method method) throws ReflectiveOperationException {
    String text = "\u00fcber";
    try (Arena arena = new Arena()) {
      library.result = arena.bytes((text + "\0").getBytes(StandardCharsets.UTF_8));
      assertThat(call(calls, method)).as(method.getName()).isEqualTo(text);
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

  @Test
  public void jnrCallsNothingOfSixArguments() {
    // Its x86-64 stubs hand over garbage as the sixth of six that are all numbers.
    assertThat(BpfElements.class.getMethods())
        .isNotEmpty()
        .allMatch(method -> method.getParameterCount() < MOST);
  }

  @Test
  public void noTextIsNull() {
    library.result = 0;
    assertThat(new JffiLibBpfMap(library).bpf_map__pin_path(1)).isNull();
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
    assertThat(catchThrowable(() -> CLibrary.LIBC.function("no_such_function")))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("no_such_function");
  }
}
