package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.Trees;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a guest's whole file system: the base, then a run's own part. {@code /init} and what it
 * reads lie beside this class as resources.
 */
public final class GuestImage {
  private static final String PLAN = "bpfj/plan.properties";
  private static final String MAIN = "dev.bpfj.kernelvm.guest.GuestMain";

  private final Architecture architecture;
  private final BaseImage base;

  /**
   * Images on a base.
   *
   * @param architecture the guests'
   * @param base what they have in common
   */
  public GuestImage(Architecture architecture, BaseImage base) {
    this.architecture = architecture;
    this.base = base;
  }

  /**
   * Writes an image.
   *
   * @param contents the run's own part
   * @param image the file to write
   * @param work directory for files on the way; made if need be
   */
  public void write(GuestContents contents, Path image, Path work) {
    try {
      Files.createDirectories(image.toAbsolutePath().getParent());
      GuestTree tree = new GuestTree();
      system(tree);
      kernelParts(tree, contents);
      javaParts(tree, contents, work);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(image), 1 << 20)) {
        Files.copy(base.file(), out);
        CpioWriter cpio = new CpioWriter(out);
        tree.writeTo(cpio);
        cpio.trailer();
      }
    } catch (IOException e) {
      throw new KernelTestException(image + ": guest image cannot be written: " + e, e);
    } finally {
      Trees.delete(work);
    }
  }

  /**
   * Writes the smallest image that shows that guests start: a shell that says so.
   *
   * @param image the file to write
   */
  public void writeProbe(Path image) {
    try {
      GuestTree tree = new GuestTree();
      system(tree);
      tree.text("init", 0755, resource("probe-init.sh"));
      tree.text("bpfj/guest.env", 0644, environment(0));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(image), 1 << 20)) {
        CpioWriter cpio = new CpioWriter(out);
        tree.file("bin/busybox", base.busybox());
        tree.symlink("bin/sh", "busybox");
        tree.writeTo(cpio);
        cpio.trailer();
      }
    } catch (IOException e) {
      throw new KernelTestException(image + ": guest image cannot be written: " + e, e);
    }
  }

  private static void system(GuestTree tree) throws IOException {
    tree.text("init", 0755, resource("init.sh"));
    for (String directory : List.of("dev", "proc", "sys", "tmp", "run", "root", "etc", "var/tmp")) {
      tree.directory(directory);
    }
    // The kernel opens the console before /init can mount anything.
    tree.device("dev/console", 0600, 5, 1);
    tree.device("dev/null", 0666, 1, 3);
    tree.text(
        "etc/passwd", 0644, "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
    tree.text("etc/group", 0644, "root:x:0:\nnogroup:x:65534:\n");
    tree.text("etc/hosts", 0644, "127.0.0.1 localhost guest\n::1 localhost\n");
    tree.text("etc/nsswitch.conf", 0644, "passwd: files\ngroup: files\nhosts: files\n");
    tree.text("etc/hostname", 0644, "guest\n");
  }

  private void kernelParts(GuestTree tree, GuestContents contents) {
    contents.config().ifPresent(file -> tree.file("boot/config-" + contents.release(), file));
    StringBuilder order = new StringBuilder();
    for (Path module : contents.modules()) {
      String path = "bpfj/modules/" + module.getFileName();
      tree.file(path, module);
      order.append('/').append(path).append('\n');
    }
    tree.text("bpfj/modules.order", 0644, order.toString());
    tree.text("bpfj/guest.env", 0644, environment(contents.patience().toSeconds()));
  }

  private String environment(long seconds) {
    return "RESULTS=/dev/" + architecture.results() + "\nPATIENCE=" + seconds + "\n";
  }

  private void javaParts(GuestTree tree, GuestContents contents, Path work) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path entry : contents.classPath()) {
      String path = String.format("bpfj/cp/%02d-%s", entries.size(), entry.getFileName());
      if (Files.isDirectory(entry)) {
        tree.copy(path, entry);
      } else {
        tree.file(path, entry);
      }
      entries.add("/" + path);
    }
    if (architecture.isHost()) {
      SharedLibraries.of(natives(contents.classPath(), work), List.of())
          .files()
          .forEach((name, file) -> library(tree, name, file));
    }
    List<String> arguments = new ArrayList<>(contents.jvmArguments());
    arguments.addAll(List.of("-cp", String.join(":", entries), MAIN, "/" + PLAN));
    tree.text("bpfj/java.args", 0644, argumentFile(arguments));
    tree.text(PLAN, 0644, contents.plan().toProperties());
  }

  private List<Path> natives(List<Path> classPath, Path work) {
    return classPath.stream()
        .flatMap(
            entry ->
                Files.isDirectory(entry)
                    ? ElfFiles.below(entry).stream()
                    : ElfFiles.inJar(entry, architecture.jffi(), work).stream())
        .toList();
  }

  private void library(GuestTree tree, String name, Path file) {
    String path = SharedLibraries.guestPath(name, file, base.systemDirectory());
    if (!base.has(path)) {
      tree.file(path, file);
    }
  }

  // The java launcher's format: quoted, backslashes and quotes escaped.
  private static String argumentFile(List<String> arguments) {
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) {
      text.append('"')
          .append(argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
          .append("\"\n");
    }
    return text.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GuestImage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": missing on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
