import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') ==
    'bpf.names: a name that skeletons refer to themselves: object=call_count.bpf.o, class=String; choose another one, such as -Dbpf.names=drop.bpf.o=PacketDropper'
assert !new File(basedir, 'out').exists()
