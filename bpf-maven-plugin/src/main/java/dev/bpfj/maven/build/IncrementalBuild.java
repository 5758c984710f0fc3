package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs the units of work that are not up to date, and deletes the stale outputs of earlier builds.
 *
 * <p>A unit is up to date if its key is unchanged, its input files have the same content and its
 * output files have not been modified. A unit that fails does not keep the others from being built;
 * one exception then reports all failures.
 */
public final class IncrementalBuild {
  private final StateFile stateFile;
  private final List<OutputRoot> roots;
  private final Map<OutputRoot, OutputRoot> copiedTo;
  private final Digests digests;
  private final Map<String, UnitState> before;

  /**
   * Makes a build.
   *
   * @param stateFile the file with the state of the last build
   * @param roots the output directories; nothing outside them is deleted, whatever the state file
   *     says, and they themselves are kept even if they become empty
   * @param copiedTo for some of them, the directory that others copy all files to: what is deleted
   *     is deleted there too
   * @param digests the content of the files
   * @throws IOException if the state file cannot be read
   */
  public IncrementalBuild(
      StateFile stateFile,
      List<OutputRoot> roots,
      Map<OutputRoot, OutputRoot> copiedTo,
      Digests digests)
      throws IOException {
    this.stateFile = stateFile;
    this.roots = List.copyOf(roots);
    this.copiedTo = Map.copyOf(copiedTo);
    this.digests = digests;
    this.before = BuildState.read(stateFile.path());
  }

  /**
   * The copies of inputs that the last build made.
   *
   * @return files, except those that were read from the place of their own copy
   */
  public Set<Path> copies() {
    Set<Path> copies = new HashSet<>();
    for (UnitState unit : before.values()) {
      for (Input input : unit.inputs()) {
        if (input instanceof CopiedInput copied && !copied.path().equals(copied.copy())) {
          copies.add(copied.copy());
        }
      }
    }
    return copies;
  }

  /**
   * The result of a build.
   *
   * @param built how many units were built
   * @param upToDate how many units were up to date
   * @param deleted the files of earlier builds that were deleted, sorted
   */
  public record Result(int built, int upToDate, List<Path> deleted) {}

  /**
   * Builds.
   *
   * @param units what there is to build, each with a name of its own
   * @return what was done
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is interrupted
   * @throws InputException if units cannot be built, with the messages of all of them in order
   */
  public Result run(List<Unit> units) throws IOException, InterruptedException {
    return run(units, () -> {});
  }

  /**
   * Builds and says how far it is.
   *
   * @param units what there is to build, each with a name of its own
   * @param done is run after each unit that was built or up to date, by several threads
   * @return what was done
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is interrupted
   * @throws InputException if units cannot be built, with the messages of all of them in order
   */
  public Result run(List<Unit> units, Runnable done) throws IOException, InterruptedException {
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (Unit unit : units) {
      tasks.add(
          () -> {
            Outcome outcome = build(unit, before.get(unit.name()));
            done.run();
            return outcome;
          });
    }
    List<Outcome> outcomes = Workers.run(tasks);
    List<UnitState> after = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.state() != null) {
        after.add(outcome.state());
      }
    }
    List<Path> deleted = deleteStale(before.values(), after);
    if (!isAllCurrent(outcomes, before.size())) {
      BuildState.write(stateFile, after);
    }
    throwProblems(outcomes);
    int built = (int) outcomes.stream().filter(Outcome::built).count();
    return new Result(built, outcomes.size() - built, deleted);
  }

  /** Whether every unit of the last build, and no other, was found up to date. */
  private static boolean isAllCurrent(List<Outcome> outcomes, int unitsBefore) {
    for (Outcome outcome : outcomes) {
      if (outcome.built() || outcome.problem() != null) {
        return false;
      }
    }
    // All of them were known before, each by a name of its own.
    return outcomes.size() == unitsBefore;
  }

  private record Outcome(
      @Nullable UnitState state, boolean built, @Nullable InputException problem) {}

  private Outcome build(Unit unit, @Nullable UnitState before)
      throws IOException, InterruptedException {
    try {
      if (before != null && before.isCurrent(unit.key(), digests)) {
        return new Outcome(before, false, null);
      }
      Unit.Product product = unit.action().run();
      List<OutputStamp> outputs = new ArrayList<>();
      for (Path output : product.outputs()) {
        outputs.add(OutputStamp.of(output));
      }
      UnitState state = new UnitState(unit.name(), unit.key(), product.inputs(), outputs);
      return new Outcome(state, true, null);
    } catch (InputException e) {
      return new Outcome(before == null ? null : before.outdated(), false, e);
    }
  }

  private List<Path> deleteStale(Iterable<UnitState> before, List<UnitState> after)
      throws IOException {
    Set<Path> current = new HashSet<>();
    after.forEach(unit -> unit.outputs().forEach(output -> current.add(output.path())));
    Set<Path> deleted = new TreeSet<>();
    for (UnitState unit : before) {
      for (OutputStamp output : unit.outputs()) {
        if (current.contains(output.path())) {
          continue;
        }
        // A state is a file that anybody may have written: what it says is ours may not be.
        Optional<OutputRoot> root = roots.stream().filter(r -> r.holds(output.path())).findFirst();
        if (root.isPresent()) {
          delete(root.get(), output.path(), deleted);
        }
      }
    }
    return List.copyOf(deleted);
  }

  // The copy first: if that fails, the next build tries again.
  private void delete(OutputRoot root, Path file, Set<Path> deleted) throws IOException {
    OutputRoot copies = copiedTo.get(root);
    if (copies != null) {
      Path copy = copies.directory().resolve(root.directory().relativize(file));
      if (copies.holds(copy) && OutputFiles.delete(copies, copy)) {
        deleted.add(copy);
      }
    }
    if (OutputFiles.delete(root, file)) {
      deleted.add(file);
    }
  }

  private static void throwProblems(List<Outcome> outcomes) {
    Set<String> messages = new LinkedHashSet<>();
    @Nullable InputException first = null;
    for (Outcome outcome : outcomes) {
      InputException problem = outcome.problem();
      if (problem != null) {
        first = first == null ? problem : first;
        messages.add(String.valueOf(problem.getMessage()));
      }
    }
    if (first != null) {
      throw new InputException(messages.stream().flatMap(String::lines).toList(), first);
    }
  }
}
