import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "${basedir}/src/main/bpf/call_count.bpf.o: ELF header: not for BPF: e_machine=62 (x86-64), expected=247 (EM_BPF);"
        + ' compile with clang -target bpf').toString()
