import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.OrdinaryUser
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.concurrent.TimeUnit

assert BuildOutput.of(basedir).ofOurs('WARNING') == []
def target = new File(basedir, 'tools/target')
assert new File(target, 'tools.jar').isFile()
// Loading takes privilege; there is nothing to run for a user without it.
if (!OrdinaryUser.isOther()) {
  return
}

def command = { tool, arguments ->
  [new File(System.getProperty('java.home'), 'bin/java').path, '--enable-native-access=ALL-UNNAMED',
      '-cp', "$target/tools.jar".toString(), "com.example.tools.$tool".toString()] + arguments
}
// Starts a tool, has something happen once it watches, and waits for lines that tell of it.
def watch = { arguments, act, expected ->
  def tool = new ProcessBuilder(arguments).redirectErrorStream(true).start()
  def limit = Thread.startDaemon { if (!tool.waitFor(5, TimeUnit.MINUTES)) tool.destroyForcibly() }
  def lines = []
  try {
    tool.inputStream.newReader().with { reader ->
      for (def line = reader.readLine(); line != null; line = reader.readLine()) {
        lines << line
        if (line.startsWith('watching')) {
          act(tool.pid())
        }
        if (expected(lines)) {
          return
        }
      }
    }
  } finally {
    tool.destroyForcibly()
  }
  assert expected(lines): lines
}
def run = { String... arguments ->
  def process = new ProcessBuilder(arguments).redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0: output
}

// The kernel's own number of a process, which a container's differs from.
def own = Files.readSymbolicLink(Path.of('/proc/self/ns/pid')).toString() == 'pid:[4026531836]'
    ? ProcessHandle.current().pid() : '[0-9]+'
// A program of a name that no other process has.
def executed = new File(target, 'bpfj-executed')
Files.copy(new File('/bin/true').toPath(), executed.toPath(), StandardCopyOption.REPLACE_EXISTING,
    StandardCopyOption.COPY_ATTRIBUTES)
watch(command('Execs', []), { run(executed.path) }, { lines -> lines.any { it ==~ "[0-9]+ $own 0 bpfj-executed" } })

// Five datagrams, in a network namespace with nothing but its own loopback device; two of the longer prefix. The
// shorter one gets the answers, too, that nobody listens.
def send = { pid ->
  ['127.1.2.3', '127.1.2.4', '127.2.0.1', '127.2.0.2', '127.2.0.3'].each {
    run('nsenter', '--net', "--target=$pid".toString(), 'bash', '-c', "echo > /dev/udp/$it/9".toString())
  }
}
watch(['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
    + command('Prefixes', ['lo', '127.0.0.0/8', '127.1.0.0/16']), send,
    { lines -> lines.any { it == '127.1.0.0/16: 2 packets, 86 bytes' }
        && lines.any { it ==~ /127\.0\.0\.0\/8: (?![012] )\d+ packets, \d+ bytes/ } })

// Functions that are called by ls, and one that it does not call.
def counted = { lines, function ->
  def last = lines.findAll { it.startsWith("$function: ") }
  last ? last.last().split(': ')[1] as long : 0
}
watch(command('Calls', ['libc.so.6', 'opendir', 'readdir']), { run('ls', target.path) },
    { lines -> counted(lines, 'opendir') >= 1 && counted(lines, 'readdir') > counted(lines, 'opendir') })
return
