package dev.bpfj.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a test class that is given each skeleton of its parameter's type ({@link
 * BpfSkeleton}) when it is open and not loaded yet, to set what can be set only then:
 *
 * <pre>{@code
 * @BeforeLoad
 * void watchThisProcess(OpensnoopSkel skel) {
 *   skel.rodata().targetPid((int) ProcessHandle.current().pid());
 * }
 * }</pre>
 *
 * <p>There can be several, those of superclasses are called first. For a static field's skeleton it
 * must be static.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeLoad {}
