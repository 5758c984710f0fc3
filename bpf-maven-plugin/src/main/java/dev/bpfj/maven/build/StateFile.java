package dev.bpfj.maven.build;

import java.nio.file.Path;

/**
 * The file that stores the state of the last build.
 *
 * @param path the file, absolute
 * @param root the output directory that it is in
 */
public record StateFile(Path path, OutputRoot root) {}
