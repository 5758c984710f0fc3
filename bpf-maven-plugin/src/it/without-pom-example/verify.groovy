import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.OrdinaryUser
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

assert BuildOutput.of(basedir).ofOurs('WARNING') == []
def jar = new File(basedir, 'minimal/target/minimal.jar')
assert jar.isFile()
// Loading takes privilege; there is nothing to run for a user without it.
if (OrdinaryUser.isOther()) {
  def java = new File(System.getProperty('java.home'), 'bin/java').path
  def run = new ProcessBuilder(java, '-jar', jar.path).redirectErrorStream(true).start()
  def pid = run.pid()
  def lines = run.inputStream.text.readLines()
  assert run.waitFor(120, TimeUnit.SECONDS) && run.exitValue() == 0: lines
  // The kernel's own number of a process, which a container's differs from.
  def initialPidNamespace = Files.readSymbolicLink(Path.of('/proc/self/ns/pid')).toString() == 'pid:[4026531836]'
  // Five reports and nothing else: no warning of any JDK's.
  assert lines.size() == 5: lines
  def calls = lines.collect {
    def found = it =~ /process (\d+): (\d+) system calls, the last one (\d+) us ago/
    assert found.matches(): it
    assert found.group(1) as long == pid || !initialPidNamespace
    found.group(2) as long
  }
  // The kernel counts on while Java only reads.
  assert calls[0] > 0 && calls == calls.toSorted() && calls[4] > calls[0]
}
