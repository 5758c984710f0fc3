package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Skips a test, or all of a class, for who may not do what it does. In guests tests are root, and
 * may.
 *
 * <pre>{@code @RequiresCapability({Capability.BPF, Capability.PERFMON})}</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface RequiresCapability {
  /**
   * What the process has to have.
   *
   * @return all of them are needed
   */
  Capability[] value();
}
