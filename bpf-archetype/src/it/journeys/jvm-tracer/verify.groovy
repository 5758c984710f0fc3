def tests = { String report ->
  def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/$report"))
  assert suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0'
  suite.testcase*.@name*.text()
}
assert tests('surefire-reports/TEST-TestSuite.xml') == ['isMadeOfARecordOfTheRing']
assert tests('kernel-reports/6.12/TEST-com.example.jvmthreads.ThreadTracerTest.xml') ==
    ['seesThreadsOfAnotherJvmStartAndEnd']
return
