/**
 * Checked access to the bytes of a file that is not trusted: every read past an end throws a {@link
 * dev.bpfj.object.MalformedObjectException} that says where. Independent of file formats.
 */
@NullMarked
package dev.bpfj.object.io;

import org.jspecify.annotations.NullMarked;
