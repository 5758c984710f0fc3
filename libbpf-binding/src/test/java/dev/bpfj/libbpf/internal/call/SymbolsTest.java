package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.raw.Bpf;
import dev.bpfj.libbpf.internal.raw.BpfElements;
import dev.bpfj.libbpf.internal.raw.BpfSixArguments;
import dev.bpfj.libbpf.internal.raw.Btf;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibBpfSixArguments;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** A function that the loaded libbpf lacks is named, with the version that brought it. */
public final class SymbolsTest {

  private static boolean isThere(String function) {
    return Native.library().address(function) != 0;
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring("1.".length()));
  }

  @Test
  public void theTableAgreesWithTheLoadedLibrary() {
    int loaded = Native.libbpf().libbpf_minor_version();
    List<String> wrong = new ArrayList<>();
    Symbols.table()
        .forEach(
            (function, since) -> {
              if (isThere(function) != (minor(since) <= loaded)) {
                wrong.add(function + " since " + since + ", loaded 1." + loaded);
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  public void everyFunctionThatTheLibraryMayLackIsInTheTable() {
    List<String> unknown =
        Stream.of(
                LibBpf.class,
                LibBpfSixArguments.class,
                Btf.class,
                Bpf.class,
                BpfElements.class,
                BpfSixArguments.class)
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .map(Method::getName)
            .filter(function -> !isThere(function) && !Symbols.table().containsKey(function))
            .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  public void aMissingFunctionThatReturnsANumberIsNamed() {
    String function = "bpf_program__attach_tracing_multi_of_nowhere";
    assertThatThrownBy(
            () ->
                LibbpfCall.number(
                    function,
                    "program \"x\"",
                    () -> (int) CFunctions.call(CFunctions.present(0, function))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "program \"x\": " + function + " needs a newer libbpf; found=" + LibbpfVersion.text())
        .hasCauseInstanceOf(UnsatisfiedLinkError.class);
  }

  @Test
  public void aMissingFunctionThatReturnsAPointerIsNamedWithItsVersion() {
    // Called by another name, so that it is missing in every libbpf.
    String function = "bpf_program__attach_of_nowhere";
    assertThatThrownBy(
            () ->
                LibbpfCall.pointer(
                    Native.KERNEL,
                    function,
                    "program \"x\"",
                    () -> CFunctions.call(CFunctions.present(0, function))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "program \"x\": " + function + " needs a newer libbpf; found=" + LibbpfVersion.text());
  }

  @Test
  public void theVersionThatBroughtItIsTold() {
    assertThat(Symbols.minimum("bpf_program__attach_raw_tracepoint_opts")).isEqualTo("libbpf 1.4");
    assertThat(Symbols.minimum("bpf_program__attach_of_nowhere")).isEqualTo("a newer libbpf");
  }

  @Test
  public void anErrorAboutAFunctionThatIsThereStaysWhatItIs() {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError("another");
    assertThatThrownBy(
            () ->
                LibbpfCall.number(
                    "bpf_object__load",
                    "object \"x\"",
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }
}
