import dev.bpfj.maven.it.BuildOutput

// The package is the group's, since none is named.
assert new File(basedir, 'probes/target/classes/com/example/CallCountSkel.class').isFile()
assert new File(basedir, 'probes/target/classes/com/example/call_count.bpf.o').isFile()
assert new File(basedir, 'app/target/classes/com/example/app/Main.class').isFile()
assert !new File(basedir, 'app/target/generated-sources/bpf').exists()
// -T2 and no complaint of Maven's that a goal is not thread-safe.
assert BuildOutput.of(basedir).lines().every { !it.contains('not marked') }
