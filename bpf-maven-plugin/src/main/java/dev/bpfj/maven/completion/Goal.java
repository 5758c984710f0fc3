package dev.bpfj.maven.completion;

import java.util.List;

/**
 * A goal of the plugin.
 *
 * @param name its name, without the plugin's prefix
 * @param properties the properties that set its parameters
 */
public record Goal(String name, List<Property> properties) {}
