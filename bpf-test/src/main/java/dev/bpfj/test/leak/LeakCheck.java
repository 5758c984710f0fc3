package dev.bpfj.test.leak;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fails a test, or each of a class, that leaves something behind: open file descriptors, mapped BPF
 * maps, pinned files, or programs, maps and links that this process made and the kernel still has.
 * The failure names each of them. {@code -Ddev.bpfj.test.leakCheck=10} checks all tests, with as
 * many seconds of patience.
 *
 * <p>With JUnit, what {@code @BeforeEach} and {@code @AfterEach} methods do is part of the test;
 * with TestNG it is not. The check is of the whole process: of tests that run at the same time, one
 * can fail for what another has open.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface LeakCheck {
  /**
   * How long to wait for what seems to be left, since the kernel lets go of objects some time after
   * their last user did. A test without leaks does not wait.
   *
   * @return seconds
   */
  int seconds() default 10;
}
