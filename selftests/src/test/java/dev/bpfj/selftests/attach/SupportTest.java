package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.libbpf.probe.Support;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.selftests.harness.KernelPolicy;
import dev.bpfj.selftests.harness.ProgramKind;
import dev.bpfj.selftests.page.SupportPage;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.testng.annotations.Test;

/**
 * Asks the probes for everything that has a name, and prints their answers, of which the site's
 * table of kernels is made ({@link SupportPage}).
 */
@Test(groups = {"host", "vm"})
public final class SupportTest {

  /** All that a class has a constant for, in the order of the source. */
  private static <T> List<T> named(Class<T> type) throws IllegalAccessException {
    List<T> all = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == type) {
        all.add(type.cast(field.get(null)));
      }
    }
    return all;
  }

  private static <T> Map<String, Support> ask(
      String kind, Class<T> type, Function<T, Support> probe) throws IllegalAccessException {
    Map<String, Support> answers = new TreeMap<>();
    for (T one : named(type)) {
      Support answer = probe.apply(one);
      answers.put(one.toString(), answer);
      System.out.println(
          SupportPage.MARK + kind + ": " + one + ": " + answer.name().toLowerCase(Locale.ROOT));
    }
    return answers;
  }

  public void programTypes() throws Exception {
    KernelPolicy.RUNNING.require(ProgramKind.of(ProgramType.SOCKET_FILTER.number(), 0, 0));
    KernelPolicy.RUNNING.require(
        ProgramKind.of(ProgramType.SK_LOOKUP.number(), AttachType.SK_LOOKUP.number(), 0));
    assertThat(ask("program type", ProgramType.class, KernelProbe::programType))
        .hasSizeGreaterThan(30)
        .containsEntry("socket_filter", Support.YES)
        .containsEntry("sk_lookup", Support.YES);
  }

  public void mapTypes() throws Exception {
    assertThat(ask("map type", MapType.class, KernelProbe::mapType))
        .hasSizeGreaterThan(30)
        .containsEntry("hash", Support.YES)
        .containsEntry("ringbuf", Support.YES);
  }

  public void linkTypes() throws Exception {
    assertThat(ask("link type", LinkType.class, KernelProbe::linkType))
        .hasSizeGreaterThan(10)
        .containsEntry("raw_tracepoint", Support.YES)
        .doesNotContainValue(Support.UNKNOWN);
  }
}
