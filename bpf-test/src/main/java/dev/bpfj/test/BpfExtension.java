package dev.bpfj.test;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of JUnit, of the classes that have it:
 *
 * <pre>{@code @ExtendWith(BpfExtension.class)}</pre>
 *
 * or of all, with {@code junit.jupiter.extensions.autodetection.enabled=true}.
 */
public final class BpfExtension implements ExecutionCondition {
  /** For JUnit. */
  public BpfExtension() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(test -> Requirements.unmet(test, Machine.here()))
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("what is required is there"));
  }
}
