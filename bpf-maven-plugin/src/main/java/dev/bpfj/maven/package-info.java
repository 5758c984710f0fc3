/**
 * The goals of the plugin. A goal is a list of parameters and a few lines that pass them on; the
 * work is done by the packages below, which are independent of Maven.
 */
@NullMarked
package dev.bpfj.maven;

import org.jspecify.annotations.NullMarked;
