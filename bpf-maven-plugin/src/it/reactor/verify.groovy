import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles
import java.util.concurrent.Callable

// The package is the group's, since none is named.
assert new File(basedir, 'probes/target/classes/com/example/CallCountSkel.class').isFile()
assert new File(basedir, 'probes/target/classes/com/example/call_count.bpf.o').isFile()
assert new File(basedir, 'app/target/classes/com/example/app/Main.class').isFile()
assert !new File(basedir, 'app/target/generated-sources/bpf').exists()
// -T2 and no complaint of Maven's that a goal is not thread-safe.
assert BuildOutput.of(basedir).lines().every { !it.contains('not marked') }

// Newer Mavens build it too, from the same sources, at the same time.
def sources = TestFiles.names(basedir.toPath()).toList().findAll {
  it ==~ /((app|probes)\/)?(src\/.*|pom\.xml)/
}
def mavens = new File(target, 'mavens').listFiles().sort()
assert mavens*.name == ['apache-maven-3.9.16', 'apache-maven-4.0.0-rc-6']
def builds = mavens.collect { maven ->
  def checkout = basedir.toPath().resolve('by-' + maven.name)
  sources.each { TestFiles.write(checkout.resolve(it), new File(basedir, it).text) }
  TestFiles.write(checkout.resolve('.mvn/maven.config'), '')
  return { new MavenRun(maven.path, target).run(checkout, '-T2', 'verify') } as Callable
}
MavenRun.atOnce(builds).eachWithIndex { result, i ->
  assert result.exit() == 0: result.output().lines().join('\n')
  assert result.output().ofOurs('INFO').collect { it.replaceFirst(' (to|in) .*', '') } == [
      'compiled 1 of 1 BPF source(s)', 'generated 1 of 1 skeleton(s)']
  assert result.output().ofOurs('WARNING') == []
  assert result.output().lines().every { !it.contains('not marked') }
  // The same bytes, whichever Maven runs the goals.
  ['CallCountSkel.class', 'call_count.bpf.o'].each {
    def made = 'probes/target/classes/com/example/' + it
    assert new File(basedir, "by-${mavens[i].name}/${made}").bytes == new File(basedir, made).bytes
  }
}
return
