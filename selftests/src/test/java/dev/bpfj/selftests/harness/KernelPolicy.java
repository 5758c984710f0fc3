package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.SkipException;

/**
 * Tells a program that is wrong from one that the machine's kernel refuses by policy, whatever its
 * instructions are. Some kernels refuse whole program types to everybody, others only some attach
 * targets, so no list of them would be right elsewhere: the kernel is asked to load the smallest
 * program of the same kind. If it refuses that one too with EPERM, and the verifier has nothing to
 * say, the refusal is not a fault of the test's program. In the guests nothing is refused by
 * policy, and nothing is skipped for it.
 */
public final class KernelPolicy {
  private static final int EPERM = 1;
  private static final Pattern FAILED_PROGRAM =
      Pattern.compile("prog '([^']*)': BPF program load failed");
  private static final Pattern OBJECT = Pattern.compile("object \"([^\"]*)\"");

  /** The policy of the running kernel. */
  public static final KernelPolicy RUNNING =
      new KernelPolicy(
          !Kernel.isGuest() && Privileges.areFull(), SmallestProgram::load, ProgramKind::of);

  /**
   * What the kernel says to a program.
   *
   * @param result the descriptor's number, or -errno
   * @param log the verifier's
   */
  record Answer(int result, String log) {
    boolean isRefusal() {
      return result == -EPERM && log.isBlank();
    }
  }

  /** Loads the smallest program of a kind, and lets go of it. */
  @FunctionalInterface
  interface Loader {
    Answer load(ProgramKind kind);
  }

  /** Finds the kinds of the programs that have a name. */
  @FunctionalInterface
  interface Kinds {
    /** The kinds in an object, or in all objects if none is named or that one is not known. */
    List<ProgramKind> of(String program, Optional<String> object);
  }

  private final boolean applies;
  private final Loader loader;
  private final Kinds kinds;

  /** A policy that excuses nothing unless it applies: to a privileged process outside guests. */
  KernelPolicy(boolean applies, Loader loader, Kinds kinds) {
    this.applies = applies;
    this.loader = loader;
    this.kinds = kinds;
  }

  /** Why a failure is the policy's doing; empty if it is not. */
  Optional<String> refusal(Throwable failure) {
    if (!applies) {
      return Optional.empty();
    }
    for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
      if (thrown instanceof BpfException exception) {
        Optional<String> program = refusedProgram(exception);
        if (program.isPresent()) {
          return refusal(program.get(), exception);
        }
      }
    }
    return Optional.empty();
  }

  // Programs of several objects may have the name, and the exception need not say which object:
  // then all of them must be refused.
  private Optional<String> refusal(String program, BpfException exception) {
    Matcher object = OBJECT.matcher(exception.subject());
    List<ProgramKind> candidates =
        kinds.of(program, object.matches() ? Optional.of(object.group(1)) : Optional.empty());
    if (candidates.isEmpty() || !candidates.stream().allMatch(this::refuses)) {
      return Optional.empty();
    }
    return Optional.of("program \"" + program + "\": " + reason(candidates.get(0)));
  }

  private static Optional<String> refusedProgram(BpfException exception) {
    if (exception.errno() != EPERM) {
      return Optional.empty();
    }
    if (exception instanceof VerifierRejectedException rejected) {
      return rejected.log().isBlank() ? Optional.of(rejected.program()) : Optional.empty();
    }
    Matcher failed = FAILED_PROGRAM.matcher(String.valueOf(exception.getMessage()));
    return failed.find() ? Optional.of(failed.group(1)) : Optional.empty();
  }

  private boolean refuses(ProgramKind kind) {
    return loader.load(kind).isRefusal();
  }

  private static String reason(ProgramKind kind) {
    return "this kernel's policy refuses " + kind + ", the smallest program of the kind too";
  }

  /** Skips the test if no program of a kind can be loaded here. */
  public void require(ProgramKind kind) {
    if (applies && refuses(kind)) {
      throw new SkipException(reason(kind));
    }
  }
}
