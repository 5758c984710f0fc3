package dev.bpfj.maven.vmlinux;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.CHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A kernel's types as a header. */
public final class VmlinuxHeader {
  /** What programs include. */
  public static final String NAME = "vmlinux.h";

  private final HeaderRequest request;
  private final Path file;
  private final BuildLog log;

  /**
   * A header that may not be there yet.
   *
   * @param request what it is made of
   * @param file where it goes, absolute
   * @param log where the outcome goes
   */
  public VmlinuxHeader(HeaderRequest request, Path file, BuildLog log) {
    this.request = request;
    this.file = file;
    this.log = log;
  }

  HeaderRequest request() {
    return request;
  }

  Path file() {
    return file;
  }

  Path directory() {
    return Objects.requireNonNull(file.getParent(), "an absolute file lies in a directory");
  }

  /**
   * Writes the header; not if it has that content already.
   *
   * @throws IOException if the machine fails
   * @throws InputException if there is no such kernel or type, or the kernel's types are not sound
   */
  public void write() throws IOException {
    KernelTypes.Read kernel = new KernelTypes(request, log).read();
    byte[] text = text(kernel).getBytes(StandardCharsets.UTF_8);
    boolean written = OutputFiles.write(new OutputRoot(directory()), file, text);
    log.info(
        (written ? "wrote " : "unchanged: ")
            + file
            + ", "
            + text.length
            + " bytes, types of "
            + kernel.kernel());
  }

  private String text(KernelTypes.Read kernel) {
    Btf types = kernel.types();
    try {
      if (request.types().isEmpty()) {
        return CHeader.of(types, request.preserveAccessIndex()).text();
      }
      List<String> unknown = CHeader.unknown(types, request.types());
      if (!unknown.isEmpty()) {
        throw new InputException(
            "bpf.vmlinux.types: no such type or constant: found="
                + String.join(", ", unknown)
                + ", kernel="
                + kernel.kernel()
                + "; name structs, unions and enums without that word");
      }
      return CHeader.of(types, request.types(), request.preserveAccessIndex()).text();
    } catch (MalformedObjectException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }
}
