import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == "${basedir}/src/main/bpf/call_count.bpf.o: TODO".toString()
