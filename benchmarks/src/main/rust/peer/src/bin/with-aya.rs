// SPDX-License-Identifier: Apache-2.0

//! What a Rust program does with aya and the objects that Java's skeletons are made of. Usage: with-aya OBJECT WHAT
//! [TURN_MILLIS]; "life" runs once, all else takes turns. aya 0.13 has no batches.

use std::env;
use std::mem;
use std::os::fd::{AsFd, AsRawFd};
use std::time::Duration;

use aya::maps::{HashMap, MapData, RingBuf};
use aya::programs::RawTracePoint;
use aya::Ebpf;
use peer::{next_key, sum, Turns, BATCHES, ENTRIES, EVENTS, OPERATIONS};

const BPF_PROG_TEST_RUN: libc::c_int = 10;

fn load(object: &str) -> Ebpf {
    Ebpf::load_file(object).expect(object)
}

fn program<'ebpf>(ebpf: &'ebpf mut Ebpf, name: &str) -> &'ebpf mut RawTracePoint {
    let program: &mut RawTracePoint = ebpf.program_mut(name).expect(name).try_into().unwrap();
    program.load().unwrap();
    program
}

/// Runs a program once, for which aya 0.13 has no function.
fn test_run(program: &RawTracePoint) {
    let mut attr = [0u32; 16]; // union bpf_attr: all of it is zero but the descriptor
    attr[0] = program.fd().unwrap().as_fd().as_raw_fd() as u32;
    let result = unsafe { libc::syscall(libc::SYS_bpf, BPF_PROG_TEST_RUN, &attr, mem::size_of_val(&attr)) };
    assert_eq!(result, 0);
}

/// Reads all records of a ring. RingBuf has its position to itself, so the ring is filled each time.
fn ring(mut ebpf: Ebpf, turns: Turns) {
    let mut events = RingBuf::try_from(ebpf.take_map("events").unwrap()).unwrap();
    let fill_ring = program(&mut ebpf, "fill_ring");
    let mut fill = || (0..BATCHES).for_each(|_| test_run(fill_ring));
    let mut total = 0u64;
    turns.take_prepared(EVENTS, &mut fill, &mut || {
        let mut count = 0;
        while let Some(record) = events.next() {
            total = total.wrapping_add(sum(&record));
            count += 1;
        }
        assert_eq!(count, EVENTS);
    });
}

fn filled(ebpf: &mut Ebpf) -> HashMap<&mut MapData, u64, u64> {
    let mut entries = HashMap::try_from(ebpf.map_mut("entries").unwrap()).unwrap();
    for key in 0..ENTRIES {
        entries.insert(key, 1, 0).unwrap();
    }
    entries
}

fn lookup(mut ebpf: Ebpf, turns: Turns) {
    let entries = filled(&mut ebpf);
    turns.take(OPERATIONS, &mut || {
        let (mut key, mut found) = (0, 0);
        for _ in 0..OPERATIONS {
            found += entries.get(&key, 0).unwrap();
            key = next_key(key);
        }
        assert_eq!(found, OPERATIONS as u64);
    });
}

fn update(mut ebpf: Ebpf, turns: Turns) {
    let mut entries = filled(&mut ebpf);
    turns.take(OPERATIONS, &mut || {
        let mut key = 0;
        for _ in 0..OPERATIONS {
            entries.insert(key, 1, 0).unwrap();
            key = next_key(key);
        }
    });
}

/// Opens, loads, attaches and closes.
fn life(mut ebpf: Ebpf) {
    program(&mut ebpf, "enter").attach("sys_enter").unwrap();
    program(&mut ebpf, "leave").attach("sys_exit").unwrap();
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let (ebpf, what) = (load(&arguments[1]), arguments[2].as_str());
    if what == "life" {
        return life(ebpf);
    }
    let turns = Turns(Duration::from_millis(arguments[3].parse().unwrap()));
    match what {
        "ring" => ring(ebpf, turns),
        "lookup" => lookup(ebpf, turns),
        "update" => update(ebpf, turns),
        _ => panic!("{what}: not known"),
    }
}
