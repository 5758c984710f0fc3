// SPDX-License-Identifier: Apache-2.0

//! What a Rust program does with libbpf-rs and the objects that Java's skeletons are made of. Usage: with-libbpf-rs OBJECT
//! WHAT [TURN_MILLIS]; "life" runs once, all else takes turns.

use std::cell::Cell;
use std::env;
use std::os::fd::{AsFd, AsRawFd};
use std::ptr;
use std::time::Duration;

use libbpf_rs::{MapCore, MapFlags, MapMut, Object, ObjectBuilder, ProgramInput, ProgramMut, RingBufferBuilder};
use peer::{next_key, number, sum, Turns, BATCHES, ENTRIES, EVENTS, OPERATIONS};

// libbpf-rs takes a batch that is not full for the last one, and a hash's seldom are: all in one.
const AT_ONCE: u32 = 2 * ENTRIES as u32;

fn load(object: &str) -> Object {
    ObjectBuilder::default()
        .open_file(object)
        .and_then(|open| open.load())
        .expect(object)
}

fn program<'obj>(object: &'obj Object, name: &str) -> ProgramMut<'obj> {
    object
        .progs_mut()
        .find(|program| program.name() == name)
        .expect(name)
}

fn map<'obj>(object: &'obj mut Object, name: &str) -> MapMut<'obj> {
    object
        .maps_mut()
        .find(|map| map.name() == name)
        .expect(name)
}

/// Reads all records of a full ring, and goes back to the first one.
fn ring(mut object: Object, turns: Turns) {
    for _ in 0..BATCHES {
        program(&object, "fill_ring")
            .test_run(ProgramInput::default())
            .expect("fill_ring");
    }
    let events = map(&mut object, "events");
    let consumer = unsafe {
        libc::mmap(
            ptr::null_mut(),
            4096,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED,
            events.as_fd().as_raw_fd(),
            0,
        )
    };
    assert_ne!(consumer, libc::MAP_FAILED);
    let total = Cell::new(0u64);
    let mut builder = RingBufferBuilder::new();
    builder
        .add(&events, |record: &[u8]| {
            total.set(total.get().wrapping_add(sum(record)));
            0
        })
        .unwrap();
    let buffer = builder.build().unwrap();
    let mut rewind = || unsafe { consumer.cast::<u64>().write_volatile(0) };
    turns.take_prepared(EVENTS, &mut rewind, &mut || {
        assert_eq!(buffer.consume_raw(), EVENTS as i32);
    });
}

fn filled(map: &MapMut<'_>) {
    for key in 0..ENTRIES {
        map.update(&key.to_ne_bytes(), &1u64.to_ne_bytes(), MapFlags::ANY)
            .unwrap();
    }
}

fn lookup(mut object: Object, turns: Turns) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns.take(OPERATIONS, &mut || {
        let (mut key, mut found, mut value) = (0u64, 0, [0u8; 8]);
        for _ in 0..OPERATIONS {
            assert!(entries
                .lookup_into(&key.to_ne_bytes(), &mut value, MapFlags::ANY)
                .unwrap());
            found += number(&value);
            key = next_key(key);
        }
        assert_eq!(found, OPERATIONS as u64);
    });
}

fn update(mut object: Object, turns: Turns) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns.take(OPERATIONS, &mut || {
        let mut key = 0u64;
        for _ in 0..OPERATIONS {
            entries
                .update(&key.to_ne_bytes(), &1u64.to_ne_bytes(), MapFlags::ANY)
                .unwrap();
            key = next_key(key);
        }
    });
}

fn lookup_batch(mut object: Object, turns: Turns) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns.take(ENTRIES as usize, &mut || {
        let found: u64 = entries
            .lookup_batch(AT_ONCE, MapFlags::ANY, MapFlags::ANY)
            .unwrap()
            .map(|(_, value)| number(&value))
            .sum();
        assert_eq!(found, ENTRIES);
    });
}

/// Opens, loads, attaches and closes.
fn life(object: Object) {
    let _entered = program(&object, "enter").attach_raw_tracepoint("sys_enter").unwrap();
    let _left = program(&object, "leave").attach_raw_tracepoint("sys_exit").unwrap();
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let (object, what) = (load(&arguments[1]), arguments[2].as_str());
    if what == "life" {
        return life(object);
    }
    let turns = Turns(Duration::from_millis(arguments[3].parse().unwrap()));
    match what {
        "ring" => ring(object, turns),
        "lookup" => lookup(object, turns),
        "update" => update(object, turns),
        "lookupBatch" => lookup_batch(object, turns),
        _ => panic!("{what}: not known"),
    }
}
