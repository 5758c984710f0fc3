import java.security.MessageDigest

def sha256 = { jar -> MessageDigest.getInstance('SHA-256').digest(new File(basedir, jar).bytes).encodeHex().toString() }
def reports = { machine -> new File(basedir, "moved/target/kernel-reports-$machine") }
['x86_64': 'amd64', 'aarch64': 'aarch64'].each { machine, ofJava ->
  def tests = new File(reports(machine), 'summary.txt').readLines().findAll { it.contains('Test.') }
  assert tests.size() == 5 && tests.every { it.endsWith(' ok') }: tests
  def suite = new groovy.xml.XmlSlurper().parse(
      new File(reports(machine), '6.1/TEST-com.example.moved.MovedJarTest.xml'))
  assert suite.'system-out'.text().readLines() == [
      "minimal on $ofJava: ${sha256('minimal/target/minimal.jar')}",
      "runqslower on $ofJava: ${sha256('runqslower/target/runqslower.jar')}"]
}
return
