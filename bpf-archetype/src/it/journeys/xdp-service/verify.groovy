import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

def service = new File(basedir, 'service/target')
def tests = { String report ->
  def suite = new groovy.xml.XmlSlurper().parse(new File(service, report))
  assert suite.@failures == '0' && suite.@errors == '0' && suite.@skipped == '0'
  suite.testcase*.@name*.text()*.replace('()', '').toSet()
}
assert tests('surefire-reports/TEST-com.example.portguard.EndpointTest.xml') ==
    ['blocksPortsUntilTheyAreUnblocked', 'rejectsWhatIsNoPort', 'showsTheSumsOfAllProcessors'] as Set
assert tests('kernel-reports/6.12/TEST-com.example.portguard.GuardTest.xml') ==
    ['dropsBlockedPortsAlone', 'isChangedWhilePacketsArrive'] as Set

// Loading takes privilege. The loopback device counts, drops nothing, and is left as it was.
if (Files.getAttribute(Path.of('/proc/self'), 'unix:uid') == 0) {
  def command = [System.getProperty('java.home') + '/bin/java', '-jar', "$service/portguard.jar", 'lo', '0']
  def tool = new ProcessBuilder(command.collect { it.toString() }).redirectErrorStream(true).start()
  // Reading ends when the tool does.
  Thread.startDaemon { if (!tool.waitFor(5, TimeUnit.MINUTES)) tool.destroyForcibly() }
  try {
    def lines = tool.inputReader().lines().iterator()
    def uri = lines.next()
    if (uri.contains('-EPERM')) { // this machine's policy refuses programs of this type, to root too
      assert tool.waitFor() == 1
      return
    }
    assert uri ==~ /http:\/\/localhost:\d+/
    def own = { it ==~ /tcp ${(uri =~ /\d+$/)[0]} packets=\d+ bytes=\d+ dropped=0/ }
    assert new URL("$uri/counters").readLines().any(own)
    tool.toHandle().destroy() // SIGTERM
    assert lines.collect().any(own)
    assert tool.waitFor(60, TimeUnit.SECONDS) && tool.exitValue() == 143
  } finally {
    tool.destroyForcibly()
  }
}
return
