import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def json = (log =~ /(?s)\{\s+"findings".*?\n\}/)[0]
def findings = new JsonSlurper().parseText(json).findings
def named = findings.collectEntries { [it.name, it] }

assert findings*.purpose.unique() == ['build', 'run', 'test']
assert findings.every { it.verdict == 'ok' ? it.fix == '' : it.fix != '' }
assert named.keySet().containsAll(['JDK', 'Maven', 'clang', 'headers', 'kernel', 'kernel BTF', 'bpffs', 'tracefs',
    'lockdown', 'unprivileged BPF', 'capabilities', 'libbpf', 'qemu-system-x86_64',
    'qemu-system-aarch64', 'busybox', 'KVM'])
assert named['qemu-system-aarch64'].verdict == (new File('/usr/bin/qemu-system-aarch64').exists() ? 'ok' : 'limited')

// What other programs say.
def said = { String... command -> (command as List).execute().text.strip() }
assert named.kernel.found == 'Linux ' + said('uname', '-r')
assert named.clang.found ==~ /clang \d+, .*/
def clang = named.clang.found.split(', ')[1]
assert named.headers.verdict == 'ok'
assert named.headers.found == 'those of libbpf and the kernel, which come with the plugin'
assert said(clang, '--version').contains('clang version ' + named.clang.found.split('[ ,]')[1] + '.')
def file = named.libbpf.found.replaceFirst(/^libbpf 1\.\d+, /, '').replaceFirst(/; it lacks .*/, '')
assert new File(file).isFile()
// Missing functions are those that binutils does not see.
def symbols = said('nm', '-D', '--defined-only', file)
for (lacking in (named.libbpf.found =~ /bpf_\w+/).collect { it }) {
  assert !symbols.contains(' ' + lacking)
}
assert symbols.contains('bpf_program__attach_tcx') != named.libbpf.found.contains('bpf_program__attach_tcx')

// The same as text, a line each.
for (finding in findings) {
  assert log.contains(String.format('  %-8s%s: %s', finding.verdict, finding.name, finding.found) + '\n')
}
