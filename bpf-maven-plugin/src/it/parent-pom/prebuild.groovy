import java.nio.file.Files
import java.nio.file.Path
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING

// As a release would have them. They use the plugin, so that it cannot depend on them.
def root = basedir.toPath().resolve('../../../..')
for (name in ['bpf-bom', 'bpf-parent']) {
  def place = Files.createDirectories(Path.of(target).resolve("local-repo/dev/bpfj/${name}/${pluginVersion}"))
  Files.copy(root.resolve("${name}/pom.xml"), place.resolve("${name}-${pluginVersion}.pom"), REPLACE_EXISTING)
}
return
