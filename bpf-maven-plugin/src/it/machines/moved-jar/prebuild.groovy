import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path

// Copies: the build leaves nothing behind in the sources. What an earlier one left is not copied.
def copy = { Path from, Path to ->
  TestFiles.names(from).filter { !it.startsWith('target/') }.each { name ->
    Files.createDirectories(to.resolve(name).parent)
    Files.copy(from.resolve(name), to.resolve(name))
  }
}
def here = basedir.toPath()
['minimal', 'runqslower'].each { copy(new File(examples, it).toPath(), here.resolve(it)) }
// What the example's test tells about its classes holds for its jar.
copy(here.resolve('runqslower/src/test'), here.resolve('moved/src/test'))
return
