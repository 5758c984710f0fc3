import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).ofOurs('WARNING') == []
assert new File(basedir, 'runqslower/target/runqslower.jar').isFile()
def summary = new File(basedir, 'runqslower/target/kernel-reports/summary.txt').readLines()
assert summary[0].split() == ['5.10', '6.1', '6.12', '7.3']
['showsOneProcessOnly', 'showsWhoWaitsUnderLoad', 'understandsTheOriginalsOptions'].each { test ->
  assert summary.find { it.startsWith("RunqslowerTest.$test ") }.split().drop(1) == ['ok'] * 4
}
return
