import dev.bpfj.maven.it.HttpCache
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Path

def maven = new MavenRun(new File(target, 'mavens').listFiles().find { it.name.startsWith('apache-maven-3.9') }.path, target)
def clone = { String name ->
  def directory = basedir.toPath().resolve(name)
  ['pom.xml', 'src/main/bpf/call_count.bpf.c'].each {
    TestFiles.write(directory.resolve(it), new File(basedir, it).text)
  }
  ['extensions.xml', 'maven-build-cache-config.xml'].each {
    TestFiles.write(directory.resolve('.mvn').resolve(it), new File(basedir, 'cache/' + it).text)
  }
  return directory
}
try (def cache = HttpCache.start()) {
  def build = { Path directory ->
    def result = maven.run(directory, 'package',
        '-Dmaven.build.cache.location=' + directory.resolve('local-cache'),
        '-Dmaven.build.cache.remote.enabled=true', '-Dmaven.build.cache.remote.save.enabled=true',
        '-Dmaven.build.cache.remote.url=' + cache.url())
    assert result.exit() == 0: result.output().lines().join('\n')
    return result.output()
  }
  def compiled = { it.ofOurs('INFO').any { it.startsWith('compiled 1 of 1') } }

  def first = clone('first')
  assert compiled(build(first))
  assert cache.files() > 0

  // Another machine, as it were: nothing local. It restores and compiles nothing.
  def second = clone('second')
  def output = build(second)
  assert output.ofOurs('INFO') == []
  assert output.lines().any { it.contains('Found cached build, restoring com.example:build-cache from cache') }
  def jar = { it.resolve('target/build-cache-1.jar').toFile().bytes }
  assert jar(second) == jar(first)

  // A line of C more: other objects, so that nothing is restored.
  def third = clone('third')
  def source = third.resolve('src/main/bpf/call_count.bpf.c')
  TestFiles.write(source, source.toFile().text.replace('int count = 0;', 'int count = 0;\nint more = 0;'))
  assert compiled(build(third))
}
return
