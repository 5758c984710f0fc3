// SPDX-License-Identifier: Apache-2.0

//! The Rust beside which Java is measured: what a Rust program does with libbpf-rs and the objects that Java's
//! skeletons are made of. Usage: peer OBJECT WHAT [TURN_MILLIS]; "life" runs once, all else waits for its turns as
//! RemoteContestant says.

use std::cell::Cell;
use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd};
use std::ptr;
use std::time::{Duration, Instant};

use libbpf_rs::{MapCore, MapFlags, MapMut, Object, ObjectBuilder, ProgramInput, ProgramMut, RingBufferBuilder};

const BATCHES: usize = 5;
const EVENTS: usize = BATCHES * 1024; // BATCH of bench.bpf.c
const ENTRIES: u64 = 10000;
const OPERATIONS: usize = 2000;
// libbpf-rs takes a batch that is not full for the last one, and a hash's seldom are: all in one.
const AT_ONCE: u32 = 2 * ENTRIES as u32;
const WARM_UP: Duration = Duration::from_millis(2800); // as long as JMH's

fn next_key(key: u64) -> u64 {
    (key * 7919 + 17) % ENTRIES
}

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

fn number(bytes: &[u8]) -> u64 {
    u64::from_ne_bytes(bytes[..8].try_into().unwrap())
}

/// Reads all records of a full ring, and goes back to the first one.
fn ring(mut object: Object, turns: impl FnOnce(usize, &mut dyn FnMut())) {
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
    let sum = Cell::new(0u64);
    let mut builder = RingBufferBuilder::new();
    builder
        .add(&events, |record: &[u8]| {
            let stamp = u32::from_ne_bytes(record[16..20].try_into().unwrap());
            sum.set(sum.get().wrapping_add(number(record)).wrapping_add(stamp.into()));
            0
        })
        .unwrap();
    let buffer = builder.build().unwrap();
    turns(EVENTS, &mut || {
        unsafe { consumer.cast::<u64>().write_volatile(0) };
        assert_eq!(buffer.consume_raw(), EVENTS as i32);
    });
}

fn filled(map: &MapMut<'_>) {
    for key in 0..ENTRIES {
        map.update(&key.to_ne_bytes(), &1u64.to_ne_bytes(), MapFlags::ANY)
            .unwrap();
    }
}

fn lookup(mut object: Object, turns: impl FnOnce(usize, &mut dyn FnMut())) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns(OPERATIONS, &mut || {
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

fn update(mut object: Object, turns: impl FnOnce(usize, &mut dyn FnMut())) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns(OPERATIONS, &mut || {
        let mut key = 0u64;
        for _ in 0..OPERATIONS {
            entries
                .update(&key.to_ne_bytes(), &1u64.to_ne_bytes(), MapFlags::ANY)
                .unwrap();
            key = next_key(key);
        }
    });
}

fn lookup_batch(mut object: Object, turns: impl FnOnce(usize, &mut dyn FnMut())) {
    let entries = map(&mut object, "entries");
    filled(&entries);
    turns(ENTRIES as usize, &mut || {
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

/// How long this thread could have run but had no processor.
fn waited() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split_whitespace().nth(1).unwrap().parse().unwrap())
}

/// Does the work until the time is over; the time of an operation in nanoseconds.
fn run(work: &mut dyn FnMut(), count: usize, duration: Duration) -> f64 {
    let (start, delay, mut runs) = (Instant::now(), waited(), 0);
    while start.elapsed() < duration {
        work();
        runs += 1;
    }
    let took = start.elapsed().saturating_sub(waited() - delay);
    took.as_nanos() as f64 / (runs * count) as f64
}

fn take_turns(count: usize, work: &mut dyn FnMut(), turn: Duration) {
    run(work, count, WARM_UP);
    let port = env::var("TURNS_PORT").unwrap();
    let mut turns = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    while turns.read_exact(&mut [0u8]).is_ok() {
        let nanos = run(work, count, turn);
        turns.write_all(format!("{nanos}\n").as_bytes()).unwrap();
    }
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let (object, what) = (load(&arguments[1]), arguments[2].as_str());
    if what == "life" {
        return life(object);
    }
    let turn = Duration::from_millis(arguments[3].parse().unwrap());
    let turns = |count: usize, work: &mut dyn FnMut()| take_turns(count, work, turn);
    match what {
        "ring" => ring(object, turns),
        "lookup" => lookup(object, turns),
        "update" => update(object, turns),
        "lookupBatch" => lookup_batch(object, turns),
        _ => panic!("{what}: not known"),
    }
}
