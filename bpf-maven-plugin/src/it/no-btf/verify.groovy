import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).ofOurs('WARNING') == [(
    "${basedir}/src/main/bpf/call_count.bpf.o: has no type information, so the skeleton has"
        + ' no global variables; compile it with -g').toString()]
assert new File(basedir, 'target/classes/com/example/CallCountSkel.class').isFile()
assert !new File(basedir, 'target/classes/com/example/CallCountSkel$Bss.class').exists()
