package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a test class that gives the {@link dev.bpfj.libbpf.OpenOptions} of its
 * skeletons ({@link BpfSkeleton}):
 *
 * <pre>{@code
 * @BeforeOpen
 * static OpenOptions options() {
 *   return OpenOptions.defaults().pinRootPath(PINS);
 * }
 * }</pre>
 *
 * <p>For a static field's skeleton it must be static.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeOpen {}
