import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') == (
    "${basedir}/objects/huge.bpf.o: too large to be read: bytes=1900000000, limit=134217728;"
        + ' is it the right file?').toString()
assert !new File(basedir, 'out/p').exists()
