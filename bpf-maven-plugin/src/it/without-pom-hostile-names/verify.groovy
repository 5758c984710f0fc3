import dev.bpfj.maven.it.BuildOutput

def output = BuildOutput.of(basedir)
def shown = 'x\\u000a[INFO] OK\\u001b[2J\\u202e'
['struct', 'union', 'enum'].each { kind ->
  assert output.ofOurs('INFO').any { it.contains(".bpf.o: ${kind} ${shown}: ") }
  assert output.lines().any { it.startsWith('  ') && it.endsWith("${kind} ${shown} in_${kind}") }
}
assert output.lines().every { line -> !line.startsWith('[INFO] OK') }
assert output.lines().every { line -> line.replaceAll(/\u001b\[[0-9;]*m/, '').every { it >= ' ' && it < '\u007f' } }
