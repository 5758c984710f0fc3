import dev.bpfj.maven.it.BuildOutput

// What the command line says wins over the POM, and what no guest would run is said before one boots.
def output = BuildOutput.of(basedir)
assert output.failure('kernel-test') == 'com.example.OneTest: no test is in these groups: groups=[nobody], found=[vm]'
assert !new File(basedir, 'target/kernel-reports').exists()
