package dev.bpfj.maven.build;

import java.nio.file.Path;

/**
 * The file in which a build keeps what it knows of the last one.
 *
 * @param path the file, absolute
 * @param root the directory of ours that it lies in
 */
public record StateFile(Path path, OutputRoot root) {}
