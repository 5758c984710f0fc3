import dev.bpfj.maven.it.ParentPom
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path

ParentPom.install(Path.of(target), pluginVersion)

// Copies: the build leaves nothing behind in the sources. What an earlier one left is not copied.
def copy = { Path from, Path to ->
  TestFiles.names(from).filter { !it.startsWith('target/') }.each { name ->
    Files.createDirectories(to.resolve(name).parent)
    Files.copy(from.resolve(name), to.resolve(name))
  }
}
def here = basedir.toPath()
new groovy.xml.XmlSlurper().parse(new File(basedir, 'pom.xml')).modules.module*.text().findAll { it != 'together' }.each {
  copy(new File(examples, it).toPath(), here.resolve(it))
  if (Files.exists(here.resolve("$it/src/test"))) {
    copy(here.resolve("$it/src/test"), here.resolve('together/src/test'))
  }
}
return
