import dev.bpfj.maven.it.MavenRun

def maven = new MavenRun(mavenHome, target)
assert basedir.path.contains(' ')
assert new File(basedir, 'target/bpf/sub folder/call count.bpf.o').isFile()
assert new File(basedir, 'target/classes/com/example/CallCountSkel.class').isFile()

// The header is known although its path has spaces.
def header = new File(basedir, 'src/main/bpf/sub folder/the limits.h')
header.text = '#define LIMIT 2\n'
def log = maven.succeeding(basedir.toPath(), 'process-classes')
assert log.ofOurs('INFO')[0].startsWith('compiled 1 of 1 BPF source(s)')
