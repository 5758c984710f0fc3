/**
 * Networks for tests: {@link dev.bpfj.test.network.NetworkNamespace}s of their own, {@link
 * dev.bpfj.test.network.DevicePair}s between them, and the {@link
 * dev.bpfj.test.network.NetworkDevice}s in them. Asks the kernel itself (rtnetlink), so that no
 * tool is needed. Knows nothing of BPF and of the test frameworks.
 */
@NullMarked
package dev.bpfj.test.network;

import org.jspecify.annotations.NullMarked;
