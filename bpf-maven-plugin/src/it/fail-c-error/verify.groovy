import dev.bpfj.maven.it.BuildOutput

def source = "${basedir}/src/main/bpf/call_count.bpf.c"
def message = BuildOutput.of(basedir).failure('compile').readLines()
assert message[0] ==~ /\Q${source}\E: does not compile: exit=1, clang=.*clang.*/
assert message[1].toString() == "${source}:10:2: error: use of undeclared identifier 'counter'; did you mean 'count'?" ||
    message[1].toString() == "${source}:10:2: error: use of undeclared identifier 'counter'"
assert message.last() == '1 error generated.'
// A place as terminals and IDEs link it.
assert BuildOutput.of(basedir).lines().any { it.startsWith("[ERROR] ${source}:10:2: error: ") }
// The other one is compiled all the same; the skeleton goal does not run.
assert new File(basedir, 'target/bpf').list() as List == ['good.bpf.o']
assert !new File(basedir, 'target/generated-sources').exists()
