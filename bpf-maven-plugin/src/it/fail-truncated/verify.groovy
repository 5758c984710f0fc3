import dev.bpfj.maven.it.BuildOutput

// Where the section headers should be depends on the compiler.
assert BuildOutput.of(basedir).failure('skeleton') ==~
    /\Q${basedir}\E\/src\/main\/bpf\/call_count\.bpf\.o: ELF header: data past the end: offset=\d+, length=64, size=1000/
