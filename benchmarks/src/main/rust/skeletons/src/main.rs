// SPDX-License-Identifier: Apache-2.0

//! Generates skeletons by libbpf-cargo, all in one process, as a build script of Rust's does.
//! Usage: skeletons OBJECTS OUT, two directories; OUT must not exist.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use libbpf_cargo::SkeletonBuilder;

fn main() -> Result<()> {
    let directories: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [objects, out] = &directories[..] else {
        anyhow::bail!("usage: skeletons OBJECTS OUT");
    };
    fs::create_dir(out).with_context(|| out.display().to_string())?;
    for entry in fs::read_dir(objects).with_context(|| objects.display().to_string())? {
        let object = entry?.path();
        let name = object.file_stem().context("no file")?;
        SkeletonBuilder::new()
            .obj(&object)
            .rustfmt("/nonexistent/rustfmt") // which is optional, and would take most of the time
            .generate(out.join(name).with_extension("skel.rs"))?;
    }
    Ok(())
}
