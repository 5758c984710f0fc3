package dev.bpfj.maven.vmlinux;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Kernels;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.kernel.KernelImage;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.object.BtfFile;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.Btf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a kernel and reads its types. */
final class KernelTypes {
  /** The types of a kernel of Debian, in the artifact {@code vmlinux-btf}. */
  private static final String BUNDLED = "/dev/bpfj/vmlinux/";

  // With all its debugging information a kernel has half a gigabyte.
  private static final long MOST_BYTES = 16L << 30;
  private static final int MOST_PACKED_BYTES = 256 << 20;

  private final HeaderRequest request;
  private final BuildLog log;

  KernelTypes(HeaderRequest request, BuildLog log) {
    this.request = request;
    this.log = log;
  }

  /** The files that are read, as far as the user named them. */
  static List<Path> files(HeaderRequest request) {
    return Stream.of(kernelFile(request), moduleFile(request)).flatMap(Optional::stream).toList();
  }

  /** The file that the kernel is, empty if it is a name or the bundled one. */
  private static Optional<Path> kernelFile(HeaderRequest request) {
    Path file = request.baseDirectory().resolve(request.kernel());
    boolean isFile = !request.kernel().isEmpty() && Files.exists(file);
    return isFile ? Optional.of(file) : Optional.empty();
  }

  /** The file that the module is, empty if there is none. */
  private static Optional<Path> moduleFile(HeaderRequest request) {
    return request.module().isEmpty()
        ? Optional.empty()
        : Optional.of(request.baseDirectory().resolve(request.module()));
  }

  /** Reads the types of the kernel, and of the module if there is one. */
  Btf read() throws IOException {
    try {
      BtfFile kernel = kernel();
      if (kernel.isModule()) {
        throw new InputException(
            request.kernel()
                + ": types of a kernel module, which add to its kernel's: name the kernel by"
                + " -Dbpf.vmlinux.kernel=, such as /sys/kernel/btf/vmlinux, and the module by"
                + " -Dbpf.vmlinux.module=");
      }
      Btf types = kernel.types();
      Optional<Path> module = moduleFile(request);
      return module.isPresent() ? file(module.get()).types(types) : types;
    } catch (MalformedObjectException | InvalidRequestException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    } catch (KernelTestException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private BtfFile kernel() throws IOException {
    if (request.kernel().isEmpty()) {
      return bundledTypes();
    }
    Optional<Path> file = kernelFile(request);
    if (file.isPresent() && !request.kernel().endsWith(".deb")) {
      return file(file.get());
    }
    Kernels kernels = new Kernels(request.sources(), new ProgressLog(log));
    String wanted = file.map(Path::toString).orElse(request.kernel());
    return file(kernels.find(wanted, false, request.scratch()).image());
  }

  /** The release of the bundled kernel. */
  static String bundledRelease() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = bundled("kernel.properties")) {
      properties.load(in);
    }
    return properties.getProperty("release");
  }

  private static BtfFile bundledTypes() throws IOException {
    try (InputStream in = bundled("kernel.btf.xz")) {
      Path name = Path.of("vmlinux-btf");
      return BtfFile.parse(name.toString(), KernelImage.unpacked(name, in.readAllBytes()));
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
