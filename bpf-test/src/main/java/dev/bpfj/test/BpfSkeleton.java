package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a skeleton opened for a test and closed after it, whether the test passes or not:
 *
 * <pre>{@code
 * @BpfSkeleton(Stage.ATTACHED)
 * OpensnoopSkel skel;
 * }</pre>
 *
 * <p>A field has a new skeleton for each test, a static field one for all tests of its class. With
 * JUnit, parameters of tests and of {@code @BeforeEach} methods can have it too, for a skeleton of
 * their own. What is to be set before load is set by a method with {@link BeforeLoad}, and options
 * of opening come from one with {@link BeforeOpen}. With TestNG, tests of one instance have its
 * fields in common: they cannot run in parallel.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface BpfSkeleton {
  /**
   * How far the skeleton is brought.
   *
   * @return the stage that the test finds it in
   */
  Stage value() default Stage.LOADED;
}
