import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('kernel-test') == (
    "kernel tests: failures=1, reports in ${new File(basedir, 'target/kernel-reports')}:\n"
        + '6.12: com.example.RunningKernelTest.seesTheAnswer: 41 is not the answer').toString()
