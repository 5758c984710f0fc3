package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.kernel.Capability;
import java.util.List;

/**
 * What helps against the commonest failures of an operation. It is kept beside the code that calls
 * the operation: a hook's in the hook's file, a map's in the map's. What helps against failures of
 * all operations is in {@link GeneralAdvice}.
 *
 * <p>Immutable, thread-safe.
 */
@FunctionalInterface
public interface Advice {
  /**
   * What helps.
   *
   * @param failure what failed
   * @return a sentence, or an empty text if this has nothing to say
   */
  String on(Failure failure);

  /**
   * What an operation failed with.
   *
   * @param errno a positive number
   * @param messages what libbpf printed during the call
   */
  record Failure(int errno, List<String> messages) {
    public Failure {
      messages = List.copyOf(messages);
    }

    /** Whether it is for want of files, memory or privileges. */
    public boolean isGeneral() {
      return GeneralAdvice.knows(errno);
    }

    /** Whether libbpf printed a text. */
    public boolean says(String text) {
      return messages.stream().anyMatch(message -> message.contains(text));
    }
  }

  /**
   * Advice on one error number: a class, since every new JVM makes some, and a lambda takes longer.
   */
  record OnError(int errno, String advice) implements Advice {
    static final OnError NONE = new OnError(0, ""); // no failure has this number

    @Override
    public String on(Failure failure) {
      return failure.errno() == errno ? advice : "";
    }
  }

  /** No advice of its own. */
  static Advice none() {
    return OnError.NONE;
  }

  /** Advice on one error number. */
  static Advice onError(int errno, String advice) {
    return new OnError(errno, advice);
  }

  /** Advice on a text that libbpf prints, where the error number alone says too little. */
  static Advice onMessage(String text, String advice) {
    return failure -> failure.says(text) && !failure.isGeneral() ? advice : "";
  }

  /** Advice on a refusal to processes without some capabilities, for one that lacks them. */
  static Advice onPrivilege(Capability... needed) {
    return failure ->
        failure.errno() == EPERM || failure.errno() == EACCES
            ? GeneralAdvice.onMissing(List.of(needed))
            : "";
  }

  /** This advice, or another where this has nothing to say. */
  default Advice or(Advice other) {
    return failure -> {
      String own = on(failure);
      return own.isEmpty() ? other.on(failure) : own;
    };
  }
}
