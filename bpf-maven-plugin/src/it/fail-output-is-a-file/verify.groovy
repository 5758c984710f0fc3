import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "${basedir}/target/generated-sources/bpf: not a directory: parameter=bpf.outputDirectory;"
        + ' name a directory, or delete the file').toString()
assert new File(basedir, 'target/generated-sources/bpf').text == 'in the way'
