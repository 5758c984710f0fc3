def cases = { String type ->
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/kernel-reports/6.12/TEST-com.example.${type}.xml"))
  assert suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0'
  suite.testcase*.@name*.text().toSet()
}
// As JUnit 6 calls them; one that is disabled is not reported.
def found = cases('JupiterTest')
assert found.size() == 4 && found.containsAll(['makesTests[one](1)', 'makesTests[two](2)'])
assert found.count { it ==~ /squares\[.*1.*1.*\]\(1\)/ } == 1 && found.count { it ==~ /squares\[.*2.*4.*\]\(2\)/ } == 1
assert cases('JupiterTest$Inside') == ['isNested'] as Set
def summary = new File(basedir, 'target/kernel-reports/summary.txt').readLines()*.split()*.toList()
assert summary.contains(['JupiterTest.squares', 'ok'])
