import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles

def maven = new MavenRun(mavenHome, target)

// The header is made of a kernel's types that come with the plugin, and not of this machine's.
def header = new File(basedir, 'target/bpf-headers/vmlinux.h')
def log = BuildOutput.of(basedir).ofOurs('INFO')
assert log[0] == "wrote ${header}, ${header.size()} bytes, types of 6.12.117+deb13-cloud-amd64 (comes with bpfj)".toString()
assert log[1].startsWith('compiled 1 of 1 BPF source(s) ')
assert header.text.contains('\nstruct sock {')
def object = new File(basedir, 'target/bpf/parent.bpf.o')
def whole = object.bytes
assert new File(basedir, 'target/classes/com/example/vmlinux/ParentSkel.class').exists()

// Nothing is made a second time.
def times = TestFiles.times(basedir.toPath().resolve('target/bpf-headers'))
log = maven.succeeding(basedir.toPath(), 'process-classes')
assert log.ofOurs('INFO')[0] == 'compiled 0 of 1 BPF source(s)'
assert TestFiles.times(basedir.toPath().resolve('target/bpf-headers')) == times

// A header of the types that are named is a hundred times smaller, and the program the same.
def types = '-Dbpf.vmlinux.types=task_struct,bpf_raw_tracepoint_args,BPF_ANY'
log = maven.succeeding(basedir.toPath(), 'process-classes', types)
assert log.ofOurs('INFO')[1].startsWith('compiled 1 of 1 BPF source(s) ')
assert header.size() < 50_000
assert !header.text.contains('\nstruct sock {')
def code = { bytes ->
  new File(basedir, 'program.o').bytes = bytes
  def process = ['llvm-objdump-19', '-d', '--no-show-raw-insn', 'program.o'].execute(null, basedir)
  def text = process.text
  assert process.waitFor() == 0
  text
}
assert code(object.bytes) == code(whole)
assert code(whole).contains('call')

// Two headers of the kernel's types are one too many, and the message says so.
new File(basedir, 'src/main/bpf/parent.bpf.c').text = '#include <linux/bpf.h>\n' +
    new File(basedir, 'src/main/bpf/parent.bpf.c').text
def failed = maven.run(basedir.toPath(), 'process-classes')
assert failed.exit() != 0
assert failed.output().failure('compile').contains(
    '\nvmlinux.h has all types of the kernel, also those of <linux/bpf.h> and the kernel\'s other headers, so that a' +
        ' program includes one or the other: remove the #include of linux/ and asm/ headers, and define the macros that' +
        ' are needed of them')
