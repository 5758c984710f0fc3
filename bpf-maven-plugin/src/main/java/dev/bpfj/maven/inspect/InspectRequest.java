package dev.bpfj.maven.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to inspect, and where to write the documents.
 *
 * @param objects files and directories that must exist; empty to look in the usual places
 * @param usualPlaces directories to look in if none is named, of which some may not exist
 * @param format what the documents are written in
 * @param types C types whose layout is shown although no map or variable uses them
 * @param outputDirectory where the documents go, absolute; none to print them
 */
public record InspectRequest(
    List<Path> objects,
    List<Path> usualPlaces,
    Format format,
    List<String> types,
    Optional<Path> outputDirectory) {}
