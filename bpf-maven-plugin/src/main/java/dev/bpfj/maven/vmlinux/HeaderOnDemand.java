package dev.bpfj.maven.vmlinux;

import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.IncrementalBuild;
import dev.bpfj.maven.build.Input;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputStamp;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.build.Unit;
import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A header that is generated when a program includes it and no include directory has one, and
 * regenerated when its sources have changed. Thread-safe.
 */
public final class HeaderOnDemand {
  private final VmlinuxHeader header;
  private final StateFile stateFile;
  private final String identity;
  private boolean isCurrent;

  /**
   * A header that may not be there yet.
   *
   * @param header the header, in a directory that has nothing else
   * @param stateFile the record of what it was generated from
   * @param identity identifies the version of this plugin
   */
  public HeaderOnDemand(VmlinuxHeader header, StateFile stateFile, String identity) {
    this.header = header;
    this.stateFile = stateFile;
    this.identity = identity;
  }

  /**
   * Where the header is, or would be.
   *
   * @return its file, absolute
   */
  public Path file() {
    return header.file();
  }

  /**
   * The include directory to search last.
   *
   * @return the directory that the header is in, or would be
   */
  public Path directory() {
    return header.directory();
  }

  /**
   * Regenerates the header if it was generated before from something else.
   *
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   * @throws InputException if it cannot be made of what the user gave
   */
  public void refresh() throws IOException, InterruptedException {
    if (Files.exists(file())) {
      make();
    }
  }

  /**
   * Generates the header unless it is up to date.
   *
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   * @throws InputException if it cannot be made of what the user gave
   */
  public synchronized void make() throws IOException, InterruptedException {
    if (!isCurrent) {
      OutputRoot root = new OutputRoot(directory());
      Unit unit = new Unit(VmlinuxHeader.NAME, key(), this::write);
      new IncrementalBuild(stateFile, List.of(root), Map.of(), new Digests()).run(List.of(unit));
      isCurrent = true;
    }
  }

  private String key() {
    HeaderRequest request = header.request();
    List<String> all = new ArrayList<>();
    all.addAll(List.of(identity, request.module()));
    all.add(request.architecture().map(TargetArch::name).orElse(""));
    all.add(String.join(",", request.kernels()));
    all.add(Boolean.toString(request.preserveAccessIndex()));
    all.addAll(request.types());
    return Digests.of(all);
  }

  private Unit.Product write() throws IOException {
    Digests digests = new Digests();
    List<Input> inputs = new ArrayList<>();
    for (Path input : KernelTypes.files(header.request())) {
      inputs.add(new InputStamp(input, Files.isRegularFile(input) ? digests.of(input) : ""));
    }
    header.write();
    return new Unit.Product(inputs, List.of(file()));
  }
}
