package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Skips a test, or all of a class, on a machine that lacks hardware.
 *
 * <pre>{@code @RequiresHardware(processors = 2, cycleCounter = true)}</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface RequiresHardware {
  /**
   * How many processors the JVM may use.
   *
   * @return at least so many
   */
  int processors() default 1;

  /**
   * Whether the processors count their cycles ({@code PERF_COUNT_HW_CPU_CYCLES}), by which perf
   * events sample. Many virtual machines do not.
   *
   * @return true if they have to
   */
  boolean cycleCounter() default false;
}
