// SPDX-License-Identifier: Apache-2.0

// The Go beside which Java is measured: what a Go program does with cilium/ebpf and the objects that Java's skeletons
// are made of. Usage: peer OBJECT WHAT [TURN_MILLIS]; "life" runs once, all else waits for its turns as RemoteContestant
// says.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"log"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/link"
	"github.com/cilium/ebpf/ringbuf"
)

const (
	batches    = 5
	events     = batches * 1024 // BATCH of bench.bpf.c
	entries    = 10000
	operations = 2000
	atOnce     = 1000
	warmUp     = 2800 * time.Millisecond // as long as JMH's
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func nextKey(key uint64) uint64 {
	return (key*7919 + 17) % entries
}

func load(object string) *ebpf.Collection {
	spec, err := ebpf.LoadCollectionSpec(object)
	check(err)
	collection, err := ebpf.NewCollection(spec)
	check(err)
	return collection
}

// ring reads all records of a full ring, and goes back to the first one.
func ring(collection *ebpf.Collection) (int, func()) {
	for i := 0; i < batches; i++ {
		_, err := collection.Programs["fill_ring"].Run(&ebpf.RunOptions{})
		check(err)
	}
	consumer, err := syscall.Mmap(collection.Maps["events"].FD(), 0, os.Getpagesize(),
		syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	check(err)
	reader, err := ringbuf.NewReader(collection.Maps["events"])
	check(err)
	var record ringbuf.Record
	var sum uint64
	return events, func() {
		binary.NativeEndian.PutUint64(consumer, 0)
		for i := 0; i < events; i++ {
			check(reader.ReadInto(&record))
			sum += binary.NativeEndian.Uint64(record.RawSample) +
				uint64(binary.NativeEndian.Uint32(record.RawSample[16:]))
		}
	}
}

func fill(m *ebpf.Map) {
	for key := uint64(0); key < entries; key++ {
		check(m.Put(key, uint64(1)))
	}
}

func lookup(collection *ebpf.Collection) (int, func()) {
	m := collection.Maps["entries"]
	fill(m)
	return operations, func() {
		var key, value, found uint64
		for i := 0; i < operations; i++ {
			check(m.Lookup(&key, &value))
			found += value
			key = nextKey(key)
		}
		if found != operations {
			log.Fatal("not all was found: ", found)
		}
	}
}

func update(collection *ebpf.Collection) (int, func()) {
	m := collection.Maps["entries"]
	fill(m)
	return operations, func() {
		var key uint64
		value := uint64(1)
		for i := 0; i < operations; i++ {
			check(m.Update(&key, &value, ebpf.UpdateAny))
			key = nextKey(key)
		}
	}
}

func lookupBatch(collection *ebpf.Collection) (int, func()) {
	m := collection.Maps["entries"]
	fill(m)
	keys := make([]uint64, atOnce)
	values := make([]uint64, atOnce)
	return entries, func() {
		var cursor ebpf.MapBatchCursor
		var found uint64
		for {
			count, err := m.BatchLookup(&cursor, keys, values, nil)
			for i := 0; i < count; i++ {
				found += values[i]
			}
			if err != nil {
				break // the last one
			}
		}
		if found != entries {
			log.Fatal("not all was found: ", found)
		}
	}
}

// life opens, loads, attaches and closes.
func life(object string) {
	collection := load(object)
	for program, tracepoint := range map[string]string{"enter": "sys_enter", "leave": "sys_exit"} {
		attached, err := link.AttachRawTracepoint(
			link.RawTracepointOptions{Name: tracepoint, Program: collection.Programs[program]})
		check(err)
		defer attached.Close()
	}
	collection.Close()
}

// waited is how long this thread could have run but had no processor.
func waited() time.Duration {
	text, err := os.ReadFile("/proc/thread-self/schedstat")
	check(err)
	nanos, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	check(err)
	return time.Duration(nanos)
}

// run does the work until the time is over, and gives the time of an operation in nanoseconds.
func run(work func(), count int, duration time.Duration) float64 {
	start, delay, runs := time.Now(), waited(), 0
	for time.Since(start) < duration {
		work()
		runs++
	}
	took := time.Since(start) - (waited() - delay)
	return float64(took.Nanoseconds()) / float64(runs*count)
}

func main() {
	object, what := os.Args[1], os.Args[2]
	if what == "life" {
		life(object)
		return
	}
	millis, err := strconv.Atoi(os.Args[3])
	check(err)
	runtime.LockOSThread()
	kinds := map[string]func(*ebpf.Collection) (int, func()){
		"ring": ring, "lookup": lookup, "update": update, "lookupBatch": lookupBatch}
	count, work := kinds[what](load(object))
	run(work, count, warmUp)
	connection, err := net.Dial("tcp", "127.0.0.1:"+os.Getenv("TURNS_PORT"))
	check(err)
	turns := bufio.NewReader(connection)
	for {
		if _, err := turns.ReadByte(); err != nil {
			return
		}
		fmt.Fprintf(connection, "%f\n", run(work, count, time.Duration(millis)*time.Millisecond))
	}
}
