package dev.bpfj.object;

import java.util.Optional;

/**
 * A map or global variable that a program's instructions refer to.
 *
 * @param map the name of the map: its name in C, or the name of the variable's section
 * @param variable the variable's name, empty for maps and static variables
 */
public record ProgramUse(String map, Optional<String> variable) {}
