package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Skips a test, or all of a class, on a machine with fewer processors.
 *
 * <pre>{@code @RequiresProcessors(2)}</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface RequiresProcessors {
  /**
   * How many the JVM may use.
   *
   * @return at least so many
   */
  int value();
}
