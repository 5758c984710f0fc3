/**
 * Packets for test runs of XDP and tc programs, built and read.
 *
 * <p>{@link dev.bpfj.test.packet.Packet} has the layers that a packet is made of, each a record:
 * {@link dev.bpfj.test.packet.Ethernet}, {@link dev.bpfj.test.packet.Vlan}, {@link
 * dev.bpfj.test.packet.Ip}, and a {@link dev.bpfj.test.packet.Transport}. Lengths and checksums are
 * filled in. Knows nothing of BPF: what goes in and out is bytes. All of it is immutable. RFC 791,
 * 8200, 768, 9293; IEEE 802.1Q.
 */
@NullMarked
package dev.bpfj.test.packet;

import org.jspecify.annotations.NullMarked;
