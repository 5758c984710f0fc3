import dev.bpfj.maven.support.TestFiles

// The usual places, below the current directory.
assert TestFiles.names(basedir.toPath().resolve('target')).toList() == [
    'bpf/.bpf-compile.state', 'bpf/call_count.bpf.o', 'generated-resources/bpf/com/example/cli/call_count.bpf.o',
    'generated-sources/bpf/.bpf-skeleton.state', 'generated-sources/bpf/com/example/cli/CallCountSkel.java']
