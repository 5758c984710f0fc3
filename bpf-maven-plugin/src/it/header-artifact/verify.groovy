import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import java.util.zip.ZipFile

def maven = new MavenRun(mavenHome, target)

// The producer's jar holds its headers, the consumer's program was compiled with them.
def jar = new ZipFile(new File(basedir, 'probes/target/probes-1-bpf-headers.jar'))
assert jar.entries().collect { it.name }.findAll { !it.endsWith('/') && !it.startsWith('META-INF/') } == ['probes/event.h']
jar.close()
def skeleton = new File(basedir, 'agent/target/generated-sources/bpf/com/example/AgentSkel.java')
assert skeleton.text.contains('public int pid()')
assert BuildOutput.of(basedir).ofOurs('WARNING') == []
def object = new File(basedir, 'agent/target/bpf/agent.bpf.o')
def whole = object.bytes
assert !new String(whole, 'ISO-8859-1').contains('bpf-dependencies')

def build = { String... more -> maven.run(basedir.toPath(), *more) }
def compiled = { it.output().ofOurs('INFO').find { line -> line.startsWith('compiled ') } }
assert compiled(build('package')).startsWith('compiled 0 of 1 ')

// A change of the header is compiled, and its way back gives the same object.
def header = new File(basedir, 'probes/src/main/bpf/probes/event.h')
def text = header.text
header.text = text.replace('int pid', 'long pid')
assert compiled(build('package')).startsWith('compiled 1 of 1 ')
assert skeleton.text.contains('public long pid()')
header.text = text
assert build('clean', 'package').exit() == 0
assert object.bytes == whole

// A build that does not get as far as the producer's jar has none to compile with.
assert build('clean').exit() == 0
def failed = build('generate-sources')
assert failed.exit() != 0
assert failed.output().lines().any {
  it.contains('com.example:probes:jar:bpf-headers:1: cannot be resolved: ') &&
      it.contains('; if it is a module of this build, run the phase package or a later one; else build once with' +
          ' the network, or see what the repositories in settings.xml say')
}
