import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles

def maven = new MavenRun(mavenHome, target)
def names = { TestFiles.names(basedir.toPath().resolve(it)).toList() }
assert names('target/compiled') == ['arm64/same.bpf.o', 'arm64/second/same.bpf.o']
assert names('target/java') == [
    'com/example/options/SameSkel.java', 'com/example/options/SecondSkel.java', 'com/example/options/VendorProbe.java']
assert new File(basedir, 'target/java/com/example/options/SameSkel.java').text.contains('class Event ')
assert names('target/objects') == [
    'com/example/options/SecondSkel.arm64.bpf.o', 'com/example/options/same.arm64.bpf.o', 'com/example/options/vendor.bpf.o']
assert names('target/classes').findAll { it.endsWith('.o') } == names('target/objects')
assert names('target/classes').contains('com/example/options/VendorProbe.class')

// A skipped goal does nothing.
TestFiles.delete(basedir.toPath().resolve('target'))
def log = maven.succeeding(basedir.toPath(), 'generate-sources', '-Dbpf.skip')
assert log.ofOurs('INFO') == ['skipped: bpf.skip=true'] * 2
// Maven 4 makes the directory.
assert !new File(basedir, 'target').list()
