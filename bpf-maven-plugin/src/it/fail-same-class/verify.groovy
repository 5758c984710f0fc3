import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "${basedir}/target/bpf/net/drop.bpf.o: another object gives the same class: class=DropSkel,"
        + " other object=${basedir}/target/bpf/drop.bpf.o; name one of them, such as -Dbpf.names=drop.bpf.o=PacketDropper").toString()
assert !new File(basedir, 'target/generated-sources').exists()
