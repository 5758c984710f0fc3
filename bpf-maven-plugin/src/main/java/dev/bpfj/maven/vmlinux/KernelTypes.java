package dev.bpfj.maven.vmlinux;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Kernels;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.kernel.KernelImage;
import dev.bpfj.kernelvm.kernel.KernelResolver;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.object.BtfFile;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.Btf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a kernel and reads its types. */
final class KernelTypes {
  /** The types of kernels of Debian, in the artifact {@code vmlinux-btf}. */
  private static final String BUNDLED = "/dev/bpfj/vmlinux/";

  /** The architecture whose types are used if the target's architecture is unknown. */
  private static final String ANY_ARCHITECTURE = "x86_64";

  // With all its debugging information a kernel has half a gigabyte.
  private static final long MOST_BYTES = 16L << 30;
  private static final int MOST_PACKED_BYTES = 256 << 20;

  private static final String MIRROR_ADVICE =
      "name one by -Dbpf.vmlinux.mirror=http://HOST/debian, or give a kernel as a file by"
          + " -Dbpf.vmlinux.kernel=/boot/vmlinuz-VERSION";

  private final HeaderRequest request;
  private final BuildLog log;

  KernelTypes(HeaderRequest request, BuildLog log) {
    this.request = request;
    this.log = log;
  }

  /**
   * A kernel's types.
   *
   * @param types the types
   * @param kernel what the kernel is called
   */
  record Read(Btf types, String kernel) {}

  /** The files that may be read, as far as the user named them. */
  static List<Path> files(HeaderRequest request) {
    return Stream.concat(
            request.kernels().stream().map(kernel -> file(request, kernel)),
            Stream.of(moduleFile(request)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The file that a kernel is, empty if it is a name. */
  private static Optional<Path> file(HeaderRequest request, String kernel) {
    Path file = request.baseDirectory().resolve(kernel);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /** The file that the module is, empty if there is none. */
  private static Optional<Path> moduleFile(HeaderRequest request) {
    return request.module().isEmpty()
        ? Optional.empty()
        : Optional.of(request.baseDirectory().resolve(request.module()));
  }

  /** Reads the types of the kernel, and of the module if there is one. */
  Read read() throws IOException {
    try {
      Read kernel = request.kernels().isEmpty() ? bundled() : named();
      Optional<Path> module = moduleFile(request);
      return module.isPresent()
          ? new Read(
              file(module.get()).types(kernel.types), kernel.kernel + " and " + request.module())
          : kernel;
    } catch (MalformedObjectException | InvalidRequestException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    } catch (KernelTestException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private Read named() throws IOException {
    List<String> others = new ArrayList<>();
    for (String kernel : request.kernels()) {
      Btf types = types(kernel);
      Optional<String> macro = Registers.architecture(types);
      if (request.architecture().isEmpty()
          || macro.isEmpty()
          || request.architecture().get().macro().equals(macro.get())) {
        return new Read(types, kernel);
      }
      others.add(kernel + " (" + macro.get() + ")");
    }
    throw new InputException(
        "bpf.vmlinux.kernel: no kernel of the architecture that is compiled for, whose registers and"
            + " other types differ: wanted="
            + request.architecture().map(TargetArch::name).orElse("any")
            + ", named="
            + String.join(", ", others)
            + "; name one of that architecture too, separated by a comma, or a target that has one by"
            + " -Dbpf.targets=");
  }

  private Btf types(String kernel) throws IOException {
    BtfFile types = found(kernel);
    if (types.isModule()) {
      throw new InputException(
          kernel
              + ": types of a kernel module, which add to its kernel's: name the kernel by"
              + " -Dbpf.vmlinux.kernel=, such as /sys/kernel/btf/vmlinux, and the module by"
              + " -Dbpf.vmlinux.module=");
    }
    return types.types();
  }

  private BtfFile found(String kernel) throws IOException {
    Optional<Path> file = file(request, kernel);
    if (file.isPresent() && !kernel.endsWith(".deb")) {
      return file(file.get());
    }
    // Targets are compiled at the same time, and each deletes what is in its directory.
    Path scratch =
        request.scratch().resolve(request.architecture().map(TargetArch::name).orElse("any"));
    if (file.isPresent()) {
      InputFiles.requireOrdinary(file.get(), MOST_BYTES);
      return file(KernelResolver.image(file.get(), scratch));
    }
    Kernels kernels = new Kernels(request.sources(), MIRROR_ADVICE, new ProgressLog(log));
    return file(kernels.find(kernel, false, scratch).image());
  }

  private Read bundled() throws IOException {
    String machine = request.architecture().map(TargetArch::name).orElse(ANY_ARCHITECTURE);
    Properties properties = new Properties();
    try (InputStream in = bundled("kernels.properties")) {
      properties.load(in);
    }
    String release = properties.getProperty(machine + ".release");
    if (release == null) {
      throw new InputException(
          VmlinuxHeader.NAME
              + ": the types of no kernel of this architecture come with the plugin: architecture="
              + machine
              + "; name a kernel of it by -Dbpf.vmlinux.kernel=, such as its vmlinux or a copy of"
              + " its /sys/kernel/btf/vmlinux");
    }
    String name = machine + ".btf.xz";
    try (InputStream in = bundled(name)) {
      byte[] types = KernelImage.unpacked(Path.of(name), in.readAllBytes());
      return new Read(BtfFile.parse(name, types).types(), release + " (comes with bpfj)");
    }
  }

  private static InputStream bundled(String name) throws IOException {
    InputStream in = KernelTypes.class.getResourceAsStream(BUNDLED + name);
    if (in == null) {
      throw new IOException(BUNDLED + name + ": missing on the class path");
    }
    return in;
  }

  private static BtfFile file(Path file) throws IOException {
    InputFiles.requireOrdinary(file, MOST_BYTES);
    if (BtfFile.isPlain(file)) {
      return BtfFile.read(file);
    }
    byte[] packed = InputFiles.bytes(file, MOST_PACKED_BYTES);
    return BtfFile.parse(file.toString(), KernelImage.unpacked(file, packed));
  }

  private record ProgressLog(BuildLog log) implements Progress {
    @Override
    public void info(String line) {
      log.info(line);
    }

    @Override
    public void warn(String line) {
      log.warn(line);
    }
  }
}
