import dev.bpfj.maven.it.BuildOutput
import java.util.zip.ZipFile

// The class and the object, side by side in the jar.
def jar = new ZipFile(new File(basedir, 'target/minimal-1.jar'))
def inJar = jar.entries().collect { it.name }
assert inJar.contains('com/example/minimal/CallCountSkel.class')
assert inJar.contains('com/example/minimal/call_count.bpf.o')
def object = new File(basedir, 'target/bpf/call_count.bpf.o').bytes
assert jar.getInputStream(jar.getEntry('com/example/minimal/call_count.bpf.o')).bytes == object
// Only objects are resources: no source of ours, no file of the plugin's own.
assert inJar.findAll { it.startsWith('com/example/minimal/') && !it.endsWith('.class') && !it.endsWith('/') } == [
    'com/example/minimal/call_count.bpf.o']

def log = BuildOutput.of(basedir).ofOurs('INFO')
assert log.size() == 2
assert log[0] ==~ /compiled 1 of 1 BPF source\(s\) to \Q${basedir}\E\/target\/bpf with clang \d+ \(.*clang.*\)/
assert log[1] == (
    "generated 1 of 1 skeleton(s) in ${basedir}/target/generated-sources/bpf, package=com.example.minimal,"
        + " objects in ${basedir}/target/generated-resources/bpf").toString()
assert BuildOutput.of(basedir).ofOurs('WARNING') == []
