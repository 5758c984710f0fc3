import dev.bpfj.maven.it.BuildOutput

def message = BuildOutput.of(basedir).failure('kernel-test')
assert message.startsWith("kernel tests: failures=1, reports in ${new File(basedir, 'target/kernel-reports')}:\n"
    + '6.12: the guest ended before all tests were reported: its JVM has not reported yet\n')
assert message.contains('Kernel panic - not syncing')
