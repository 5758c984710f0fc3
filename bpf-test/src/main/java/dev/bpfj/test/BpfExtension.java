package dev.bpfj.test;

import java.lang.reflect.Parameter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Does for tests of JUnit what the annotations of this package say, of the classes that have it:
 *
 * <pre>{@code @ExtendWith(BpfExtension.class)}</pre>
 *
 * or of all, with {@code junit.jupiter.extensions.autodetection.enabled=true}.
 */
public final class BpfExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        BeforeEachCallback,
        ParameterResolver,
        AfterEachCallback,
        AfterAllCallback {

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

  @Override
  public void beforeAll(ExtensionContext context) {
    skeletons(context).fillStatic(context.getRequiredTestClass());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    LeakGuard.begin(context.getRequiredTestMethod(), context.getRequiredTestClass())
        .ifPresent(guard -> store(context).put(LeakGuard.class, guard));
    // Those of a nested class, and of the classes around it.
    context.getRequiredTestInstances().getAllInstances().forEach(skeletons(context)::fill);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(BpfSkeleton.class) && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext test) {
    Parameter parameter = context.getParameter();
    String where =
        test.getRequiredTestClass().getName() + ": parameter \"" + parameter.getName() + "\"";
    Stage stage = context.findAnnotation(BpfSkeleton.class).orElseThrow().value();
    SkeletonMethods methods =
        new SkeletonMethods(test.getRequiredTestClass(), test.getRequiredTestInstance());
    return skeletons(test).open(parameter.getType(), stage, where, methods);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    skeletons(context).close();
    LeakGuard guard = store(context).remove(LeakGuard.class, LeakGuard.class);
    if (guard != null) {
      guard
          .failure()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    skeletons(context).close();
  }

  /** Those of the class or the test that the context is of. */
  private static TestSkeletons skeletons(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(TestSkeletons.class, key -> new TestSkeletons(), TestSkeletons.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(BpfExtension.class, context.getUniqueId()));
  }
}
