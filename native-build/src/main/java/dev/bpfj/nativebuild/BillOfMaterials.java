package dev.bpfj.nativebuild;

import dev.bpfj.nativebuild.Pins.PinnedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;

/**
 * Adds the libraries in {@code libbpf-natives} to its bill of materials, which has only artifacts
 * of Maven's otherwise.
 */
public final class BillOfMaterials {
  private static final Pins PINS = Pins.read();

  // As META-INF/licenses of the artifact has them.
  private static final List<Library> LIBRARIES =
      List.of(
          new Library("libbpf", "libbpf.so.1", "LGPL-2.1-only OR BSD-2-Clause", "libbpf"),
          new Library(
              "elfutils", "libelf.so.1", "GPL-2.0-or-later OR LGPL-3.0-or-later", "libelf.source"),
          new Library("zlib", "libz.so.1", "Zlib", "libz.source"));

  private BillOfMaterials() {}

  private record Library(String name, String file, String licence, String pin) {
    Component component() {
      PinnedPackage source = PINS.onePackage(pin);
      String purl =
          "pkg:deb/debian/"
              + source.name()
              + "@"
              + source.version().replace("+", "%2B")
              + "?arch=source&distro="
              + source.suite();
      Component component = new Component();
      component.setType(Component.Type.LIBRARY);
      component.setBomRef(purl);
      component.setName(name);
      component.setVersion(source.upstream());
      component.setDescription(file);
      LicenseChoice licences = new LicenseChoice();
      licences.setExpression(new Expression(licence));
      component.setLicenses(licences);
      component.setPurl(purl);
      return component;
    }
  }

  /**
   * Adds them to both forms of the bill.
   *
   * @param arguments the directory of the artifact's files, the bill as JSON, the bill as XML
   * @throws IOException if a file cannot be read or written
   * @throws ParseException if a bill is malformed
   * @throws GeneratorException if a bill cannot be written
   */
  public static void main(String[] arguments)
      throws IOException, ParseException, GeneratorException {
    requirePinnedLibbpf(Path.of(arguments[0]));
    Path json = Path.of(arguments[1]);
    Bom bom = withLibraries(new JsonParser().parse(json.toFile()));
    Files.writeString(json, BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString());
    Path xml = Path.of(arguments[2]);
    bom = withLibraries(new XmlParser().parse(xml.toFile()));
    Files.writeString(xml, BomGeneratorFactory.createXml(Version.VERSION_16, bom).toXmlString());
  }

  /** Where the pinned sources could not be had, there is another libbpf. */
  private static void requirePinnedLibbpf(Path files) throws IOException {
    String expected = PINS.onePackage("libbpf").upstream();
    for (Target target : Target.values()) {
      String found = NativeLibraries.libbpfVersion(files, target);
      if (!found.equals(expected)) {
        throw new IOException(
            "libbpf-natives: not what is released: libbpf=" + found + ", expected=" + expected);
      }
    }
  }

  private static Bom withLibraries(Bom bom) {
    Dependency artifact = new Dependency(bom.getMetadata().getComponent().getBomRef());
    for (Library library : LIBRARIES) {
      Component component = library.component();
      bom.addComponent(component);
      artifact.addDependency(new Dependency(component.getBomRef()));
      bom.addDependency(new Dependency(component.getBomRef()));
    }
    bom.getDependencies().removeIf(other -> other.getRef().equals(artifact.getRef()));
    bom.addDependency(artifact);
    return bom;
  }
}
