import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.support.TestFiles

def llvm = 'llvm-20.1.7-1.5.12-linux-' + (System.getProperty('os.arch') == 'amd64' ? 'x86_64' : 'arm64')
assert BuildOutput.of(basedir).ofOurs('INFO') == [
    "clang: fetching and unpacking the bundled one, once, to ${basedir}/cache/compilers/${llvm}",
    "compiled 1 of 1 BPF source(s) to ${basedir}/target/bpf with clang 20 (${basedir}/cache/compilers/${llvm}/bin/clang)",
    'compiled 0 of 1 BPF source(s)'].collect { it.toString() }

// Nothing in the object tells where the compiler and the headers were unpacked.
def object = new File(basedir, 'target/bpf/call_count.bpf.o').getText('ISO-8859-1')
assert object.contains('call_count.bpf.c') && !object.contains(basedir.toString())
// A quarter of a gigabyte, not needed any more.
TestFiles.delete(new File(basedir, 'cache').toPath())
