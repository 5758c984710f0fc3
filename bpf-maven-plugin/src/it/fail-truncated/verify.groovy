import dev.bpfj.maven.it.BuildOutput

// Where the section headers should be depends on the compiler.
assert BuildOutput.of(basedir).failure('skeleton') ==~
    /\Q${basedir}\E\/src\/main\/bpf\/call_count\.bpf\.o: ELF header: section header table lies past the end; the file is truncated: offset=\d+, size=1000; copy it whole, or compile it again/
