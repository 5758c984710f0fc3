import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('skeleton') ==
    'bpf.package: not given, and no project to take it from; name the skeletons\' package, such as -Dbpf.package=com.example.probes'
