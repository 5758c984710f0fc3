def suite = { new groovy.xml.XmlSlurper().parse(new File(basedir, "target/kernel-reports/6.12/TEST-com.example.${it}.xml")) }
def jupiter = suite('JupiterTest')
assert jupiter.@name == 'com.example.JupiterTest on 6.12'
assert jupiter.testcase*.@name*.text().toSet() == ['seesItsOwnKernel', 'wantsANewerKernel'] as Set
assert jupiter.@failures == '0' && jupiter.@errors == '0' && jupiter.@skipped == '1'
assert jupiter.testcase.skipped.@message == 'requires kernel 99.1: a wonder'
assert jupiter.'system-out'.text().startsWith('ran on 6.12.')
def testng = suite('TestNgTest')
assert testng.testcase*.@name*.text() == ['seesItsOwnKernel'] && testng.@failures == '0' && testng.@errors == '0'

def summary = new File(basedir, 'target/kernel-reports/summary.txt').readLines()*.split()*.toList()
assert summary.contains(['TestNgTest.seesItsOwnKernel', 'ok'])
assert summary.contains(['JupiterTest.wantsANewerKernel', '>=99.1'])
def log = new File(basedir, 'build.log').readLines()
assert log.contains('[INFO] kernel 6.12: com.example.TestNgTest, class 1 of 2 at most')
assert log.contains('[INFO] kernel 6.12: com.example.JupiterTest, class 2 of 2 at most')
