import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).ofOurs('WARNING') == [(
    "${basedir}/src/main/bpf/call_count.bpf.o: no BTF: the skeleton has maps, programs and links,"
        + ' but no global variables; compile with -g').toString()]
assert new File(basedir, 'target/classes/com/example/CallCountSkel.class').isFile()
assert !new File(basedir, 'target/classes/com/example/CallCountSkel$Bss.class').exists()
