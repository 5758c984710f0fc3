// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
// The source of rust.ll, which is what rustc 1.97 writes for it, without "captures(none)", which
// clang 19 does not know:
// rustc --target bpfel-unknown-none -g -C panic=abort -C opt-level=2 --emit llvm-ir rust.rs
#![feature(no_core, lang_items, auto_traits)]
#![no_core]
#![crate_type = "lib"]
#![allow(internal_features)]

#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
pub trait Sized: MetaSized {}
#[lang = "copy"]
pub trait Copy {}
impl Copy for u8 {}
#[lang = "sync"]
pub trait Sync {}
#[lang = "freeze"]
pub unsafe auto trait Freeze {}
#[lang = "drop_glue"]
fn drop_glue<T: PointeeSized>(_it: *mut T) {}

pub mod inner {
    pub struct Event {
        pub x: i64,
    }
}

pub struct Event {
    pub letter: char,
    pub flag: bool,
    pub number: u32,
    pub wide: u128,
    pub name: [u8; 16],
    pub text: &'static str,
    pub pair: (u8, char),
}

pub struct Of<T> {
    pub it: T,
    pub nothing: (),
    pub count: u32,
}

pub enum Choice {
    No,
    Yes(u32),
}

#[repr(u8)]
pub enum Level {
    Low = 1,
    High = 255,
}

#[no_mangle]
pub static mut EVENT: Event = Event {
    letter: 'x',
    flag: true,
    number: 3,
    wide: 1,
    name: [7; 16],
    text: "a",
    pair: (1, 'y'),
};
#[no_mangle]
pub static mut OF: Of<inner::Event> = Of { it: inner::Event { x: 5 }, nothing: (), count: 6 };
#[no_mangle]
pub static mut LETTER: char = 'q';
#[no_mangle]
pub static mut LETTERS: [char; 4] = ['q', 'r', 's', 't'];
#[no_mangle]
pub static mut CHOICE: Choice = Choice::Yes(8);
#[no_mangle]
pub static mut LEVEL: Level = Level::High;

#[no_mangle]
#[link_section = "xdp"]
pub extern "C" fn pass(_context: *mut u8) -> u32 {
    2
}
