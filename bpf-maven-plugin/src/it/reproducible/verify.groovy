import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path

def maven = new MavenRun(mavenHome, target)
def made = ['bpf/call_count.bpf.o', 'generated-sources/bpf/com/example/CallCountSkel.java',
    'generated-resources/bpf/com/example/call_count.bpf.o', 'reproducible-1.jar']
def bytes = { Path project -> made.collect { Files.readAllBytes(project.resolve('target').resolve(it)) } }
def first = bytes(basedir.toPath())

// From scratch, in the same place.
maven.succeeding(basedir.toPath(), 'clean', 'package')
def second = bytes(basedir.toPath())
for (i in 0..<made.size()) {
  assert second[i] == first[i]: made[i]
}

// From another directory, whose path is longer and has a space.
def elsewhere = TestFiles.directory().resolve('another checkout')
try {
  ['pom.xml', 'src/main/bpf/call_count.bpf.c'].each {
    Files.createDirectories(elsewhere.resolve(it).parent)
    Files.copy(basedir.toPath().resolve(it), elsewhere.resolve(it))
  }
  maven.succeeding(elsewhere, 'package')
  def third = bytes(elsewhere)
  for (i in 0..<made.size()) {
    assert third[i] == first[i]: made[i]
  }
} finally {
  TestFiles.delete(elsewhere.parent)
}
