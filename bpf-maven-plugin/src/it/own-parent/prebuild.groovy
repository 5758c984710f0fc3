import dev.bpfj.maven.it.ParentPom
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path

ParentPom.install(Path.of(target), pluginVersion)
// The program and its tests are those of "parent-pom".
def other = Path.of(target).resolve('../src/it/parent-pom')
TestFiles.names(other).filter { it.startsWith('src/') }.each { name ->
  def copy = basedir.toPath().resolve('tool').resolve(name)
  Files.createDirectories(copy.parent)
  Files.copy(other.resolve(name), copy)
}
return
