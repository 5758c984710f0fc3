import dev.bpfj.maven.it.ParentPom
import java.nio.file.Path

ParentPom.install(Path.of(target), pluginVersion)
return
