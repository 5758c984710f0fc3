import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "no BPF object: looked for **/*.bpf.o in ${basedir}/target/bpf, ${basedir}/src/main/bpf (does not exist);"
        + ' run bpf:compile first, or name files or directories by -Dbpf.objects=...').toString()
