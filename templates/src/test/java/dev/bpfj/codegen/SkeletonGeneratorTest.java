package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.support.BpfCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.velocity.exception.ParseErrorException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** What a generator does with templates of the user's. */
public final class SkeletonGeneratorTest {
  private Path templates = Path.of("");
  private Path skeleton = Path.of("");

  @BeforeClass
  public void create() throws IOException {
    templates = Files.createTempDirectory("templates");
    skeleton = templates.resolve("skeleton.vm");
  }

  @AfterClass
  public void delete() throws IOException {
    Files.deleteIfExists(skeleton);
    Files.delete(templates);
  }

  private String generate(String template) throws IOException {
    Files.writeString(skeleton, template);
    SkeletonGenerator generator = new SkeletonGenerator(templates);
    SkeletonRequest request = new SkeletonRequest("", "sections");
    return generator.generate(BpfCompiler.object("sections"), request).sources().get(0).content();
  }

  @Test
  public void aTemplateOfTheUsersReplacesOurs() throws IOException {
    assertThat(generate("$skel.className() and its maps")).isEqualTo("SectionsSkel and its maps");
  }

  @Test
  public void whatIsWrongWithATemplateIsThrownByTheGeneration() {
    assertThatThrownBy(() -> generate("#if($skel"))
        .isInstanceOf(ParseErrorException.class)
        .hasMessageContaining("skeleton.vm");
  }

  @Test
  public void anErrorWhileATemplateIsReadIsNoMistakeInIt() {
    String deep = "#set($x = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ")";
    assertThatThrownBy(() -> generate(deep)).isInstanceOf(StackOverflowError.class);
  }
}
