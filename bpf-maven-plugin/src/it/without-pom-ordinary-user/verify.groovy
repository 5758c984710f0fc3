import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.it.OrdinaryUser
import dev.bpfj.maven.it.UserRun
import dev.bpfj.maven.support.Programs
import dev.bpfj.maven.support.TestFiles
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

def user = new UserRun(new MavenRun(mavenHome, target), pluginVersion)
try {
  def object = Programs.compile(user.directory.resolve('objects/call_count.bpf.o'), Programs.COUNTER, '-g')
  def sources = Files.createDirectories(user.directory.resolve('src'))
  Files.writeString(sources.resolve('call_count.bpf.c'), Programs.COUNTER)
  OrdinaryUser.own(user.directory)

  // Skeletons take neither a program on the PATH nor any privilege.
  def made = user.goal('skeleton', '-Dbpf.objects=objects', '-Dbpf.outputDirectory=out', '-Dbpf.package=x')
  assert made.exit() == 0: made.output().lines().join('\n')
  assert TestFiles.names(user.directory.resolve('out')).toList() == ['.bpf-skeleton.state', 'x/CallCountSkel.java', 'x/call_count.bpf.o']
  def owner = Files.getAttribute(user.directory.resolve('out/x/CallCountSkel.java'), 'unix:uid')
  assert owner == (OrdinaryUser.isOther() ? 65534 : Files.getAttribute(Path.of('/proc/self'), 'unix:uid'))
  assert owner != 0

  // Compiling takes clang, and there is none, nor can one be fetched.
  def noClang = user.goal('compile', '-Dbpf.sourceDirectory=src', '-Dbpf.objectDirectory=compiled')
  assert noClang.output().failure('compile') ==~ (
      /org.bytedeco:llvm:jar:linux-\w+:[-0-9.]+: cannot be resolved: .* offline mode .*/
          + /; build once with the network, or see what the repositories in settings.xml say/
          + /; install one that has the BPF target .* or name one by -Dbpf.clang=\/path\/to\/clang/)
  assert !Files.exists(user.directory.resolve('compiled/call_count.bpf.o'))

  // Once it was fetched no network is needed, nor anything else that is root's.
  user.fill('compile', '-Dbpf.clang=bundled', '-Dbpf.sourceDirectory=src', '-Dbpf.objectDirectory=by-root',
      '-Dbpf.cacheDirectory=cache')
  TestFiles.delete(user.directory.resolve('cache'))
  OrdinaryUser.own(user.directory)
  def bundled = user.goal('compile', '-Dbpf.sourceDirectory=src', '-Dbpf.objectDirectory=compiled')
  assert bundled.exit() == 0: bundled.output().lines().join('\n')
  assert Files.mismatch(user.directory.resolve('compiled/call_count.bpf.o'),
      user.directory.resolve('by-root/call_count.bpf.o')) == -1L

  // A file of somebody else's.
  Files.setPosixFilePermissions(object, PosixFilePermissions.fromString('---------'))
  def unreadable = user.goal('skeleton', '-Dbpf.objects=objects', '-Dbpf.outputDirectory=out2', '-Dbpf.package=x')
  assert unreadable.output().failure('skeleton') ==
      "${object}: not readable: user=${user.name()}; give that user read permission".toString()

  // A directory of somebody else's.
  Files.setPosixFilePermissions(object.parent, PosixFilePermissions.fromString('---------'))
  def closed = user.goal('skeleton', '-Dbpf.objects=objects', '-Dbpf.outputDirectory=out2', '-Dbpf.package=x')
  assert closed.output().failure('skeleton') ==
      "${object.parent}: not readable: user=${user.name()}; give that user read permission".toString()
} finally {
  user.close()
}
