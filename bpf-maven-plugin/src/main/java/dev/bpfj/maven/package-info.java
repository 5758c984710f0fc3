/**
 * The goals of the plugin. A goal is its parameters and a few lines that hand them on; what is to
 * be done lies in the packages below, which know nothing of Maven.
 */
@NullMarked
package dev.bpfj.maven;

import org.jspecify.annotations.NullMarked;
