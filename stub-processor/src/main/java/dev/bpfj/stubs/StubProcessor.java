package dev.bpfj.stubs;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * An annotation processor that writes a class {@code XStubs} for each interface {@code X} of one
 * package. The package is given by an option, so that the interfaces need no annotations but
 * jnr-ffi's.
 *
 * <p>Options: {@code -Astubs.interfaces=PACKAGE}, where the interfaces are; {@code
 * -Astubs.package=PACKAGE}, where their stubs go, and where the classes {@code CLibrary} and {@code
 * CFunctions} are that the stubs call.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions({StubProcessor.INTERFACES, StubProcessor.PACKAGE})
public final class StubProcessor extends AbstractProcessor {
  static final String INTERFACES = "stubs.interfaces";
  static final String PACKAGE = "stubs.package";

  /** Creates the processor; called by javac. */
  public StubProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    String interfaces = processingEnv.getOptions().get(INTERFACES);
    String target = processingEnv.getOptions().get(PACKAGE);
    for (Element element : round.getRootElements()) {
      if (element.getKind() == ElementKind.INTERFACE
          && processingEnv
              .getElementUtils()
              .getPackageOf(element)
              .getQualifiedName()
              .contentEquals(String.valueOf(interfaces))) {
        generate((TypeElement) element, String.valueOf(target));
      }
    }
    return false;
  }

  private void generate(TypeElement type, String target) {
    try {
      NativeInterface declared = NativeInterface.of(type);
      String name = target + "." + StubSource.name(declared);
      try (Writer file = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
        file.write(StubSource.of(declared, target));
      }
    } catch (RefusedException e) {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.element());
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, "its stubs cannot be written: " + e, type);
    }
  }
}
