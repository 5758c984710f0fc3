import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

def project = basedir.toPath().resolve('execs')
for (name in ['.gitignore', '.github/workflows/build.yml', 'README.md']) {
  assert Files.isRegularFile(project.resolve(name))
}
assert Files.readString(project.resolve('README.md')).startsWith('# execs\n')
Files.walk(project).filter { it =~ /\.(java|md)$|pom\.xml$/ && !it.toString().contains('/target/') }.forEach {
  assert !Files.readString(it).contains('${')
}

def suite = { new groovy.xml.XmlSlurper().parse(project.resolve(it).toFile()) }
// Surefire leaves the tests of another kernel out.
assert suite('target/surefire-reports/TEST-TestSuite.xml').testcase*.@name*.text().sort() ==
    ['isALineInColumns', 'isMadeOfARecordOfTheRing']
if (phase == 'verify') {
  def tests = suite('target/kernel-reports/6.12/TEST-com.example.ExecTracerTest.xml')
  assert tests.testcase*.@name*.text().toSet() == ['seesWhatIsStarted', 'leavesOthersOutIfAskedForOneUser'] as Set
  assert tests.@failures == '0' && tests.@errors == '0' && tests.@skipped == '0'
}

def command = [System.getProperty('java.home') + '/bin/java', '-jar', project.resolve('target/execs.jar').toString()]
def help = (command + '--help').execute()
def usage = help.text
assert help.waitFor() == 0 && usage.startsWith('Usage: execs ') && usage.contains('--user=UID')
def wrong = (command + '--user=nobody').execute()
assert wrong.waitFor() == 2 && wrong.errorStream.text.contains("Invalid value for option '--user'")

// Loading takes privilege; there is nothing to run for a user without it.
if (Files.getAttribute(Path.of('/proc/self'), 'unix:uid') == 0) {
  def tool = new ProcessBuilder(command).redirectErrorStream(true).start()
  // Reading ends when the tool does.
  Thread.startDaemon { if (!tool.waitFor(5, TimeUnit.MINUTES)) tool.destroyForcibly() }
  def before
  try {
    def lines = tool.inputReader().lines().iterator()
    assert lines.next() =~ /^PID +PARENT +USER +COMMAND +FILE$/
    def started = new ProcessBuilder('/bin/sleep', '0').start()
    started.waitFor()
    // Of other processes too, and of the one that Java starts programs with: so it is looked for. The kernel's own
    // numbers of processes, which a container's differ from.
    def isInitial = Files.readSymbolicLink(Path.of('/proc/self/ns/pid')).toString() == 'pid:[4026531836]'
    def own = { number -> isInitial ? number : '[0-9]+' }
    def parent = ProcessHandle.current().pid()
    assert lines.any { it =~ "^${own(started.pid())} +${own(parent)} +0 +sleep +/bin/sleep\$" }

    // What it holds in the kernel, by its descriptors.
    def fds = Path.of("/proc/${tool.pid()}/fdinfo")
    def held = { kind -> Files.list(fds).collect { (Files.readString(it) =~ /(?m)^${kind}_id:\s*(\d+)/).collect { it[1] as int } }.flatten() }
    before = ['prog', 'map', 'link'].collectEntries { [it, held(it)] }
    assert !before.prog.empty && before.map.size() > 1 && before.link.size() == 1
    tool.toHandle().destroy() // SIGTERM, as Ctrl-C is SIGINT; leaves the streams open
    assert tool.waitFor(60, TimeUnit.SECONDS) && tool.exitValue() == 143
    // It has said nothing else: no stack trace, no warning of any JDK's.
    lines.each { assert it =~ /^\d+ +\d+ +\d+ / }
  } finally {
    tool.destroyForcibly()
  }
  // The kernel frees them a while after they were let go.
  def there = { kind -> new JsonSlurper().parseText(['/usr/sbin/bpftool', '--json', kind, 'show'].execute().text)*.id }
  def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
  before.each { kind, ids ->
    while (there(kind).any { it in ids } && System.nanoTime() < deadline) {
      Thread.onSpinWait()
    }
    assert there(kind).findAll { it in ids } == []
  }
}
return
