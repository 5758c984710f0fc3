import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).ofOurs('WARNING') == []
def names = new File(basedir, 'pom.xml').text.findAll(/(?<=<module>)\w+/) - 'together'
assert names.size() == 8 && names.every { new File(basedir, "$it/target/${it}.jar").isFile() }

// Each example has tests that ran in the guest; none failed or was left out for another reason than the kernel's age.
def summary = new File(basedir, 'together/target/kernel-reports/summary.txt').readLines()
['RunqslowerTest', 'OpenTracerTest', 'FilterTest', 'GcTracerTest', 'ConnectTracerTest', 'EgressPolicyTest', 'ServiceTest',
    'EndsCleanlyTest'].each { type ->
  def tests = summary.findAll { it.startsWith("${type}.") }
  assert !tests.empty && tests.every { it.split().drop(1).every { it == 'ok' || it.startsWith('>=') } }: summary
}
return
