import dev.bpfj.maven.support.TestFiles

def names = { TestFiles.names(basedir.toPath().resolve(it)).toList() }
assert names('target/test-bpf') == ['call_count.bpf.o']
assert names('target/generated-test-sources/bpf') == ['com/example/CallCountSkel.java']
assert names('target/test-classes').containsAll([
    'com/example/CallCountSkel.class', 'com/example/UsesSkeleton.class', 'com/example/call_count.bpf.o'])
assert !new File(basedir, 'target/classes/com').exists()
