package dev.bpfj.codegen.render;

import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.VelMethod;
import org.jspecify.annotations.Nullable;

/**
 * The call of a method without arguments, such as {@code .name()}, in a parsed template. It caches
 * the method of the last receiver's class, which in a template is nearly always the next one's
 * class too. Failures are left to Velocity's own node, which reports them.
 */
final class QuickCall extends SimpleNode {
  private static final Object[] NO_ARGUMENTS = {};

  private final ASTMethod call;
  private volatile @Nullable Known known;

  /** The method of a class. */
  private record Known(Class<?> of, VelMethod method) {}

  QuickCall(ASTMethod call) {
    super(call.getType());
    this.call = call;
    this.rsvc = call.getRuntimeServices();
    this.parent = call.jjtGetParent();
  }

  @Override
  public @Nullable Object execute(@Nullable Object target, InternalContextAdapter context) {
    if (target == null) {
      return call.execute(null, context);
    }
    Known method = known;
    if (method == null || method.of != target.getClass()) {
      method = find(target, context);
    }
    if (method == null) {
      return call.execute(target, context);
    }
    try {
      return method.method.invoke(target, NO_ARGUMENTS);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Models do not change: called again it throws again, and Velocity says where.
      return call.execute(target, context);
    }
  }

  private @Nullable Known find(Object target, InternalContextAdapter context) {
    Info place = new Info(context.getCurrentTemplateName(), call.getLine(), call.getColumn());
    VelMethod method =
        rsvc.getUberspect().getMethod(target, call.getMethodName(), NO_ARGUMENTS, place);
    Known found = method == null ? null : new Known(target.getClass(), method);
    known = found;
    return found;
  }

  @Override
  public String literal() {
    return call.literal();
  }

  @Override
  public String getTemplateName() {
    return call.getTemplateName();
  }

  @Override
  public String getFirstTokenImage() {
    return call.getFirstTokenImage();
  }

  @Override
  public String getLastTokenImage() {
    return call.getLastTokenImage();
  }
}
