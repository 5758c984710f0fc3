import dev.bpfj.maven.it.BuildOutput

def text = BuildOutput.of(basedir).lines().join('\n')
['bpf:compile', 'bpf:skeleton', 'bpf:help'].each { assert text.contains(it) }
// Every parameter of ours says which property sets it.
['clang', 'sourceDirectory', 'objectDirectory', 'includeDirectories', 'cpu', 'targetArch', 'cflags', 'objects',
    'outputDirectory', 'resourceDirectory', 'package', 'names', 'types', 'templates', 'scope', 'skip'].each {
  assert text.contains("User property: bpf.${it}\n".toString()): it
}
