def report = { kernel ->
    new groovy.xml.XmlSlurper().parse(
        new File(basedir, "target/kernel-reports/$kernel/TEST-com.example.RunningKernelTest.xml"))
}
['5.10', '6.12'].each { kernel ->
    def suite = report(kernel)
    assert suite.@tests == '2' && suite.@failures == '0' && suite.@errors == '0'
    assert suite.'system-out'.text().startsWith("ran on $kernel")
}
assert report('5.10').testcase.skipped.@message == 'requires kernel 6.0: a number above five'
assert report('6.12').@skipped == '0'

def summary = new File(basedir, 'target/kernel-reports/summary.txt').readLines()
assert summary[0].split() == ['5.10', '6.12']
assert summary[1].split() == ['RunningKernelTest.seesItsOwnKernel', 'ok', 'ok']
assert summary[2].split() == ['RunningKernelTest.wantsANewerKernel', '>=6.0', 'ok']
assert new File(basedir, 'build.log').text.contains(summary[0])

// What a user sees meanwhile: each boot, each class.
def log = new File(basedir, 'build.log').readLines()
assert log.any { it ==~ /\[INFO\] kernel 6\.12: boots 6\.12\.\S+, 2 of 2/ }
assert log.any { it ==~ /\[INFO\] kernel 6\.12: has booted 6\.12\.\S+, Java .*/ }
assert log.contains('[INFO] kernel 6.12: com.example.RunningKernelTest, class 1 of 1')
assert !new File(basedir, 'target/kernel-reports/6.12/console.log').text.contains('SLF4J')
