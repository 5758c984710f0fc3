import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles

def maven = new MavenRun(mavenHome, target)
def objects = basedir.toPath().resolve('target/bpf')
def rebuild = { String... more -> maven.succeeding(basedir.toPath(), 'generate-sources', *more) }
def changed = { before ->
  def after = TestFiles.times(objects)
  after.keySet().findAll { it.endsWith('.o') && after[it] != before[it] } as List
}

// A header: those that include it, directly or through another one, and no other.
def before = TestFiles.times(objects)
new File(basedir, 'src/main/bpf/shared/event.h').text = 'struct event {\n\tlong pid;\n};\n'
rebuild()
assert changed(before) == ['nested.bpf.o', 'uses_event.bpf.o']

// A flag: all of them.
before = TestFiles.times(objects)
rebuild('-Dbpf.cflags=-DX=1')
assert changed(before) == ['nested.bpf.o', 'other.bpf.o', 'uses_event.bpf.o']
