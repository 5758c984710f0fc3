package dev.bpfj.maven.completion;

import java.util.List;

/**
 * A property that sets a parameter of a goal.
 *
 * @param name its name, such as {@code bpf.format}
 * @param values the values that it can have, if they can be listed
 * @param isFile whether its value can be a file or a directory
 * @param isList whether it takes several values, separated by commas
 */
public record Property(String name, List<String> values, boolean isFile, boolean isList) {}
