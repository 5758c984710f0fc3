/**
 * What packages show each other beside their public API. A public class sets its access when it is
 * initialized; the packages that need it take it from here. Knows none of these classes, so that
 * there is no cycle.
 */
@NullMarked
package dev.bpfj.libbpf.internal.access;

import org.jspecify.annotations.NullMarked;
