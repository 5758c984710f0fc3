import java.util.jar.JarFile

// "own-parent" is the same project with a POM of its own, in a folder.
def project = binding.variables.getOrDefault('project', basedir)
def jar = new File(project, 'target').listFiles().find { it.name.endsWith('.jar') }
def manifest = new JarFile(jar).manifest.mainAttributes
assert manifest.getValue('Main-Class') == 'com.example.parent.Main'
assert manifest.getValue('Enable-Native-Access') == 'ALL-UNNAMED'

// Java's own tool runs it, from anywhere, and on a JDK that warns of native access nothing is said.
def run = { String java ->
  def process = [java, '-jar', jar.path].execute(null, new File('/'))
  def out = new StringBuilder(), err = new StringBuilder()
  process.waitForProcessOutput(out, err)
  assert process.exitValue() == 0: err
  [out.toString(), err.toString()]
}
assert run(System.getProperty('java.home') + '/bin/java') == ['count=0\n', '']

def report = new groovy.xml.XmlSlurper().parse(new File(project, 'target/surefire-reports/TEST-TestSuite.xml'))
assert report.@tests == 1 && report.testcase*.@name*.text() == ['opensWithoutAnyPrivilege']
// Nobody gave TestNG's SLF4J anything to log to, and it does not complain.
assert !new File(basedir, 'build.log').text.contains('SLF4J')
return
