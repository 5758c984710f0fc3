import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('compile') == (
    "${basedir}/bin/clang: this clang cannot compile for BPF: target=bpf;"
        + ' install one that has the BPF target (Debian and Ubuntu: apt-get install clang, or a newer one such as'
        + ' clang-19; Fedora: dnf install clang) or name one by -Dbpf.clang=/path/to/clang, or take'
        + ' the bundled one by -Dbpf.clang=bundled').toString()
