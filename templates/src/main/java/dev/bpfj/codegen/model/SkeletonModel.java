package dev.bpfj.codegen.model;

import java.util.List;

/**
 * A skeleton.
 *
 * @param packageName its package
 * @param className its class
 * @param objectName the object's name as a Java string literal
 * @param resource the object's class path resource, beside the class, as a Java string literal
 * @param sections its data sections
 */
public record SkeletonModel(
    String packageName,
    String className,
    String objectName,
    String resource,
    List<SectionModel> sections) {}
