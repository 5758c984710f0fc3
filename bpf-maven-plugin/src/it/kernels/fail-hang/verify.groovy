import dev.bpfj.maven.it.BuildOutput

// The console's last lines have the stack of the test that hangs.
def log = new File(basedir, 'build.log').text
assert log.contains("6.12: the tests did not end in time: limit=60 s: in com.example.RunningKernelTest.waits, tests")
assert log.contains('at com.example.RunningKernelTest.waits(RunningKernelTest.java:')
assert BuildOutput.of(basedir).failure('kernel-test').contains('the tests did not end in time')
