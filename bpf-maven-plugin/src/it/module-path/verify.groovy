import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.OrdinaryUser
import java.util.concurrent.TimeUnit

assert BuildOutput.of(basedir).ofOurs('WARNING') == []
def target = new File(basedir, 'target')
// Loading takes privilege.
def arguments = OrdinaryUser.isOther() ? ['load'] : []
def expected = ['module com.example.modular: opened, -1000000'] + (arguments ? ['counted'] : [])

def run = { command ->
  def process = new ProcessBuilder(command).redirectErrorStream(true).start()
  def lines = process.inputStream.text.readLines()
  assert process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0: lines
  lines
}
def onModulePath = { java ->
  run([java, '--module-path', "$target/modular-1.jar:$target/lib".toString(),
      '--enable-native-access=dev.bpfj.libbpf,org.jnrproject.jffi', '--module', 'com.example.modular/com.example.modular.Main'] + arguments)
}

// No --add-opens, no --add-modules.
def home = new File(System.getProperty('java.home'))
assert onModulePath(new File(home, 'bin/java').path) == expected

// A JDK that warns of native access that is not enabled says nothing.
new File('/usr/lib/jvm').listFiles().findAll { it.name.contains('25') && new File(it, 'bin/java').canExecute() }.each {
  assert onModulePath(new File(it, 'bin/java').path) == expected
}

// The same on an image of just the JDK's modules that it takes; jlink refuses the automatic ones.
def image = new File(target, 'image')
run([new File(home, 'bin/jlink').path, '--add-modules', 'java.base,java.logging,jdk.unsupported',
    '--output', image.path])
assert onModulePath(new File(image, 'bin/java').path) == expected
