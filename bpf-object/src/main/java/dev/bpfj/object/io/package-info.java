/**
 * Checked access to the bytes of a file that is not trusted: every read past an end becomes a
 * {@link dev.bpfj.object.MalformedObjectException} that says where. Knows no file format.
 */
@NullMarked
package dev.bpfj.object.io;

import org.jspecify.annotations.NullMarked;
