import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles
import java.util.concurrent.Callable

def maven = new MavenRun(mavenHome, target)
def project = basedir.toPath()
def rebuild = { maven.succeeding(project, 'process-classes') }
def ours = ['target/bpf', 'target/generated-sources', 'target/generated-resources', 'target/classes',
    'target/maven-status/bpf-maven-plugin']
def times = { ours.collectEntries { [it, TestFiles.times(project.resolve(it))] } }

// Nothing changed: nothing is written, not even a directory.
def before = times()
assert before['target/bpf'].keySet().containsAll(['call_count.bpf.o', 'net/other.bpf.o'])
def log = rebuild()
assert times() == before
assert log.ofOurs('INFO') == ['compiled 0 of 2 BPF source(s)', 'generated 0 of 2 skeleton(s)']
// The source root is added all the same: javac saw the skeletons and had nothing to do.
assert log.lines().any { it.contains('Nothing to compile - all classes are up to date') }

// One source changed: one object and one skeleton are made again.
def source = new File(basedir, 'src/main/bpf/call_count.bpf.c')
source.text = source.text.replace('int count = 0;', 'int count = 0;\nint more = 0;')
log = rebuild()
assert log.ofOurs('INFO').collect { it.replaceFirst(' (to|in) .*', '') } == [
    'compiled 1 of 2 BPF source(s)', 'generated 1 of 2 skeleton(s)']
assert new File(basedir, 'target/generated-sources/bpf/com/example/CallCountSkel.java').text.contains('more(')

// A source is gone: so are its object, its skeleton and the resource.
assert new File(basedir, 'src/main/bpf/net/other.bpf.c').delete()
rebuild()
assert TestFiles.names(project.resolve('target/bpf')).toList() == ['call_count.bpf.o']
assert TestFiles.names(project.resolve('target/generated-sources/bpf')).toList() == ['com/example/CallCountSkel.java']
assert TestFiles.names(project.resolve('target/generated-resources/bpf')).toList() == ['com/example/call_count.bpf.o']
// And what Maven copied of it, so that no jar has it.
assert TestFiles.names(project.resolve('target/classes')).toList().findAll { it.endsWith('.bpf.o') } == [
    'com/example/call_count.bpf.o']

// Two builds of one checkout at once, neither of which has anything yet: both succeed, and what they leave is whole.
def object = new File(basedir, 'target/bpf/call_count.bpf.o')
def whole = object.bytes
['target/bpf', 'target/generated-sources', 'target/generated-resources', 'target/maven-status'].each {
  TestFiles.delete(project.resolve(it))
}
def builds = (1..2).collect { { maven.run(project, 'generate-sources') } as Callable }
MavenRun.atOnce(builds).each { assert it.exit() == 0: it.output().lines().join('\n') }
assert object.bytes == whole
assert TestFiles.names(project.resolve('target/bpf')).toList() == ['call_count.bpf.o']
log = rebuild()
assert log.ofOurs('INFO') == ['compiled 0 of 1 BPF source(s)', 'generated 0 of 1 skeleton(s)']
