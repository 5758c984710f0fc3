import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles

assert !new File(basedir, 'pom.xml').exists()
// The class's source and the object side by side; nothing outside the directory that was named.
assert TestFiles.names(basedir.toPath().resolve('out')).toList() == [
    '.bpf-skeleton.state', 'com/example/cli/CallCountSkel.java', 'com/example/cli/call_count.bpf.o']
assert (basedir.list() as List).sort() == ['.mvn', 'build.log', 'invoker.properties', 'objects', 'out', 'prebuild.groovy', 'verify.groovy']
assert BuildOutput.of(basedir).ofOurs('INFO').collect { it.replaceFirst(' in .*', '') } == [
    'generated 1 of 1 skeleton(s)', 'generated 0 of 1 skeleton(s)',
    // The copy of the object lies in the directory that is searched, and is none itself.
    'generated 0 of 1 skeleton(s)']

// Newer Mavens, whose stub of a project has no directory, do the same.
new File(target, 'mavens').listFiles().each { maven ->
  def out = 'out-of-' + maven.name
  new MavenRun(maven.path, target).succeeding(basedir.toPath(), 'dev.bpfj:bpf-maven-plugin:' + pluginVersion + ':skeleton',
      '-Dbpf.objects=objects', '-Dbpf.outputDirectory=' + out, '-Dbpf.package=com.example.cli')
  assert new File(basedir, out + '/com/example/cli/CallCountSkel.java').text ==
      new File(basedir, 'out/com/example/cli/CallCountSkel.java').text
}
return
