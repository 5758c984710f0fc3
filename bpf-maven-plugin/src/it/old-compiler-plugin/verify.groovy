import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).ofOurs('WARNING') == [
    "maven-compiler-plugin 3.5.1: does not know 'release' (maven.compiler.release=17), which came with 3.6.0,"
        + ' and skeletons are Java 17: name a newer version in <build><plugins>, such as 3.14.1']
