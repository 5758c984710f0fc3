import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles
import java.util.concurrent.TimeUnit

def maven = new MavenRun(mavenHome, target)
def names = { TestFiles.names(basedir.toPath().resolve(it)).toList() }
def targets = ['arm64', 'riscv64', 's390x', 'x86_64']
assert names('target/bpf') == targets.collectMany { ["$it/net/calls.bpf.o".toString(), "$it/plain.bpf.o".toString()] }
assert names('target/bpf-headers') == targets.collect { "$it/vmlinux.h".toString() }

def run = { String... command ->
  def process = new ProcessBuilder(command).redirectErrorStream(true).start()
  def text = process.inputStream.text
  assert process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0: text
  text
}

// Each object has its target's byte order, and reads the first argument from where that target's
// kernel has it: di, regs[0], a0, gprs[2].
def first = [x86_64: '0x70', arm64: '0x0', riscv64: '0x50', s390x: '0x28']
targets.each {
  def object = new File(basedir, "target/bpf/$it/net/calls.bpf.o")
  assert object.bytes[5] == (it == 's390x' ? 2 : 1)
  def code = run('llvm-objdump-19', '-d', '--no-show-raw-insn', '--section=kprobe/do_nanosleep', object.path)
  assert code.contains("*(u64 *)(r1 + ${first[it]})".toString()): code
}

// One class a program. Of objects that are the same there is one copy.
assert names('target/classes/com/example/targets').findAll { it.endsWith('.o') } == [
    'calls.arm64.bpf.o', 'calls.riscv64.bpf.o', 'calls.s390x.bpf.o', 'calls.x86_64.bpf.o',
    'plain.s390x.bpf.o', 'plain.x86_64.bpf.o']
assert names('target/generated-sources') == ['bpf/com/example/targets/CallsSkel.java', 'bpf/com/example/targets/PlainSkel.java']
def log = BuildOutput.of(basedir).ofOurs('INFO')
assert log.any { it ==~ /compiled 8 of 8 BPF object\(s\) for x86_64, arm64, riscv64, s390x to .*/ }
assert BuildOutput.of(basedir).ofOurs('WARNING') == []

// The class takes this machine's object. What a machine is called, one can lie about.
def java = new File(System.getProperty('java.home'), 'bin/java').path
def jars = new File(basedir, 'target/lib').listFiles().collect { it.path }
def main = { String... options ->
  run(*([java, *options, '-cp', [new File(basedir, 'target/classes').path, *jars].join(':'), 'com.example.targets.Main'])).readLines()
}
assert main()[-1] == '7 Call[kind=5, depth=300, first=0]'
assert main('-Dos.arch=ppc64le') == [
    'com.example.targets.CallsSkel: has no object for this machine: machine=ppc64le, targets=x86_64, arm64,' +
        ' riscv64, s390x; add ppc64le to bpf.targets, and run bpf:compile and bpf:skeleton again']
assert main('-Dos.arch=s390x') == [
    'com.example.targets.CallsSkel: its object is for machines of another byte order: resource=calls.s390x.bpf.o,' +
        ' byte order=BIG_ENDIAN, machine\'s=LITTLE_ENDIAN; name this machine\'s architecture in bpf.targets']

// Built once more, nothing changes; built from nothing, it becomes the same.
def build = { String... more -> maven.run(basedir.toPath(), *more) }
def before = TestFiles.times(basedir.toPath().resolve('target/classes'))
assert build('process-classes').exit() == 0
assert TestFiles.times(basedir.toPath().resolve('target/classes')) == before
def bytes = { names('target/classes/com/example/targets').collect { new File(basedir, "target/classes/com/example/targets/$it").bytes } }
def content = bytes()
assert build('clean', 'process-classes').exit() == 0
assert bytes() == content

// A layout that differs is refused by name.
def source = new File(basedir, 'src/main/bpf/net/calls.bpf.c')
source.text = source.text.replace('int calls = 7;', '#ifdef __TARGET_ARCH_s390\nlong calls = 7;\n#else\nint calls = 7;\n#endif')
def failed = build('generate-sources')
assert failed.exit() != 0
assert failed.output().failure('skeleton').startsWith(
    'calls.bpf.o: section ".data": variable "calls": differs between targets: x86_64="int calls, offset 0, size 4",' +
        ' s390x="long calls, offset 0, size 8"\n')
