package dev.bpfj.libbpf.skeleton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks generated classes. The JDK's own annotation of this name lies in the module {@code
 * java.compiler}, which a modular program would then have to require; coverage tools go by the
 * simple name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
  /**
   * What generated the class.
   *
   * @return the generator's name
   */
  String value();
}
