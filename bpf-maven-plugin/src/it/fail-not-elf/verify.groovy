import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "${basedir}/src/main/bpf/call_count.bpf.o: start of the file: not an ELF file;"
        + ' give a BPF object, as clang -target bpf -c makes it').toString()
