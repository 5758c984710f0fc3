package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Skips a test, or all of a class, on older kernels.
 *
 * <pre>{@code @RequiresKernel(value = "5.18", feature = "kprobe.multi")}</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface RequiresKernel {
  /**
   * The first version that has the feature.
   *
   * @return two numbers, such as {@code 5.18}
   */
  String value();

  /**
   * What older kernels lack, for the report.
   *
   * @return its name
   */
  String feature();
}
