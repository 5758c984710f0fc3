import dev.bpfj.maven.support.TestFiles

def names = { TestFiles.names(basedir.toPath().resolve(it)).toList() }
assert names('target/generated-sources/bpf') == ['com/example/prebuilt/CallCountSkel.java']
assert names('target/generated-resources/bpf') == ['com/example/prebuilt/call_count.bpf.o']
// The second run left the first one's files alone, and put its own two side by side.
assert names('out') == ['com/example/prebuilt/CallCountSkel.java', 'com/example/prebuilt/call_count.bpf.o']
