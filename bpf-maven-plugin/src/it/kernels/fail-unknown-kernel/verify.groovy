import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('kernel-test') == (
    "kernel '6.7': neither a file nor a known name: known=[5.10, 6.1, 6.12, 7.3]: give the path of a vmlinuz or of a"
        + ' .deb, or add it to a list of your own')
