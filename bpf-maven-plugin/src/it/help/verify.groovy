import dev.bpfj.maven.it.BuildOutput

def text = BuildOutput.of(basedir).lines().join('\n')
for (goal in ['bpf:compile', 'bpf:skeleton', 'bpf:vmlinux', 'bpf:kernel-test', 'bpf:inspect', 'bpf:report', 'bpf:doctor', 'bpf:completion', 'bpf:help']) {
  assert text.contains(goal)
}
// Every parameter of ours says which property sets it.
for (name in ['clang', 'sourceDirectory', 'objectDirectory', 'includeDirectories', 'cpu', 'targets', 'cflags',
    'objects', 'outputDirectory', 'resourceDirectory', 'package', 'names', 'types', 'templates', 'scope', 'skip', 'format', 'cacheDirectory',
    'vmlinux.kernel', 'vmlinux.module', 'vmlinux.types', 'vmlinux.preserveAccessIndex', 'vmlinux.kernelList', 'vmlinux.mirror', 'vmlinux.file',
    'shell', 'completionFile']) {
  assert text.contains("User property: bpf.${name}\n".toString())
}
// No doc comment was cut or misread; only defaults may be expressions.
def docs = text.replaceAll(/\(Default: \$\{[^)]*\)/, '')
assert !docs.contains('{') && !docs.contains('}')

// The same goals are completed, in bash.
def completion = new File(basedir, 'made/completion')
def bash = ['bash', '-c', '. "$0"; echo $_bpf_goals; _bpf_values bpf.format', completion.path].execute()
def (goals, formats) = bash.text.readLines()
assert goals.split(' ').toList().containsAll(['compile', 'completion', 'inspect', 'kernel-test', 'skeleton'])
assert formats == 'text json html'
