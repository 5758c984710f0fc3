import dev.bpfj.maven.it.ParentPom
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path

ParentPom.install(Path.of(target), pluginVersion)

// A copy: the build leaves nothing behind in the sources. What an earlier one left is not copied.
def example = new File(examples, 'minimal').toPath()
TestFiles.names(example).filter { !it.startsWith('target/') }.each { name ->
  def copy = basedir.toPath().resolve('minimal').resolve(name)
  Files.createDirectories(copy.parent)
  Files.copy(example.resolve(name), copy)
}
return
