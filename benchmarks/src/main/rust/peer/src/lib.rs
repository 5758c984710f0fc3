// SPDX-License-Identifier: Apache-2.0

//! What the programs of Rust have in common: the work that they are told to do, and their turns.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

pub const BATCHES: usize = 5;
pub const EVENTS: usize = BATCHES * 1024; // BATCH of bench.bpf.c
pub const ENTRIES: u64 = 10000;
pub const OPERATIONS: usize = 2000;
const WARM_UP: Duration = Duration::from_millis(2800); // as long as JMH's

#[inline]
pub fn next_key(key: u64) -> u64 {
    (key * 7919 + 17) % ENTRIES
}

#[inline]
pub fn number(bytes: &[u8]) -> u64 {
    u64::from_ne_bytes(bytes[..8].try_into().unwrap())
}

/// The two numbers of a record.
#[inline]
pub fn sum(record: &[u8]) -> u64 {
    let pid = u32::from_ne_bytes(record[16..20].try_into().unwrap());
    number(record).wrapping_add(pid.into())
}

/// Waits for turns as RemoteContestant says, each as long as this.
pub struct Turns(pub Duration);

impl Turns {
    /// Takes turns with work of so many operations.
    pub fn take(&self, count: usize, work: &mut dyn FnMut()) {
        self.take_prepared(count, &mut || (), work);
    }

    /// As `take`, with something to be done before the work each time, which is not timed.
    pub fn take_prepared(&self, count: usize, prepare: &mut dyn FnMut(), work: &mut dyn FnMut()) {
        run(count, prepare, work, WARM_UP);
        let port = env::var("TURNS_PORT").unwrap();
        let mut turns = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        while turns.read_exact(&mut [0u8]).is_ok() {
            let nanos = run(count, prepare, work, self.0);
            turns.write_all(format!("{nanos}\n").as_bytes()).unwrap();
        }
    }
}

/// Does the work until the time is over; the time of an operation in nanoseconds.
fn run(count: usize, prepare: &mut dyn FnMut(), work: &mut dyn FnMut(), duration: Duration) -> f64 {
    let (start, delay) = (Instant::now(), waited());
    let (mut runs, mut worked) = (0, Duration::ZERO);
    while start.elapsed() < duration {
        prepare();
        let begun = Instant::now();
        work();
        worked += begun.elapsed();
        runs += 1;
    }
    let share = (waited() - delay).as_secs_f64() / start.elapsed().as_secs_f64();
    worked.as_nanos() as f64 * (1.0 - share) / (runs * count) as f64
}

/// How long this thread could have run but had no processor.
fn waited() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split_whitespace().nth(1).unwrap().parse().unwrap())
}
