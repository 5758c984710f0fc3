package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What compilers describe without a type is left out and said; all the rest is generated. */
public final class UntypedTest {
  private static final String WHY =
      ": has no accessors: BTF does not say its type, as of _Atomic and _Complex in C and char in"
          + " Rust; give it another one";

  @DataProvider
  public Object[][] compilers() {
    return new Object[][] {{"clang-14"}, {"clang-19"}};
  }

  @Test(dataProvider = "compilers")
  public void variablesAndMembersWithoutATypeAreLeftOut(String clang) {
    String name = "untyped_" + clang.replace('-', '_');
    Path file = BpfCompiler.compileSourceWith(clang, name, "untyped.bpf.c");
    GeneratedSkeleton skeleton = generate(name, file);
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    "section \".data\": variable \"hits\"",
                    "section \".data\": variable \"counters\"",
                    "section \".data\": variable \"letters\"",
                    "section \".data\": variable \"counter\"",
                    "section \".data\": variable \"wave\"",
                    "section \".rodata\": variable \"limit\"",
                    "section \".bss\": variable \"whole\"",
                    "struct mixed: member \"second\"",
                    "struct mixed: member \"rest\"")
                .map(where -> name + ".bpf.o: " + where + WHY)
                .toList());
    Object opened = open(name, skeleton, file);
    Object data = call(opened, "data");
    assertThat(call(data, "before")).isEqualTo(2);
    assertThat(call(data, "between")).isEqualTo((short) 5);
    assertThat(call(data, "after")).isEqualTo(16);
    Object mixed = call(data, "mixed");
    assertThat(mixed).hasToString("Mixed[first=8, third=10, last=14]");
    Object copy = call(mixed, "copy");
    assertThat(copy).isEqualTo(mixed).hasSameHashCodeAs(mixed);
    call(opened, "close");
  }

  @Test
  public void rustIsReadAsWhatItSays() {
    Path file =
        BpfCompiler.compileSourceWith("clang-19", "rust", "rust.ll", "-Wno-override-module");
    GeneratedSkeleton skeleton = generate("rust", file);
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .contains(
            "rust.bpf.o: struct Event: member \"letter\"" + WHY,
            "rust.bpf.o: section \".data\": variable \"LETTER\"" + WHY,
            "rust.bpf.o: section \".data\": variable \"LETTERS\"" + WHY,
            "rust.bpf.o: struct Choice: has a part that BTF does not describe, as of enums with"
                + " values in Rust");
    Object opened = open("rust", skeleton, file);
    Object data = call(opened, "data");
    Object event = call(data, "event");
    assertThat(call(event, "flag")).isEqualTo(true);
    assertThat(call(event, "number")).isEqualTo(3L);
    assertThat(call(event, "nameBytes")).isEqualTo("\7".repeat(16).getBytes());
    assertThat(call(call(event, "pair"), "__0")).isEqualTo(1);
    assertThat(call(call(call(data, "of"), "it"), "x")).isEqualTo(5L);
    assertThat(call(call(data, "of"), "count")).isEqualTo(6L);
    assertThat(call(data, "level")).hasToString("High");
    assertThat(call(event, "copy")).isEqualTo(event);
    call(opened, "close");
  }

  private static GeneratedSkeleton generate(String name, Path file) {
    try {
      BpfObjectFile object = BpfObjectFile.parse(name + ".bpf.o", Files.readAllBytes(file));
      return new SkeletonGenerator().generate(object, new SkeletonRequest(Generated.PACKAGE, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object open(String name, GeneratedSkeleton skeleton, Path file) {
    String resource = Generated.PACKAGE + "/" + name + ".bpf.o";
    List<SourceFile> sources = skeleton.sources();
    Compiled compiled = Compiled.of(sources).withResource(resource, file);
    return call(compiled.load(Generated.PACKAGE + "." + sources.get(0).className()), "open");
  }
}
