import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.it.MavenRun
import dev.bpfj.maven.support.TestFiles

// "mvn site" alone: the objects were compiled for it, and nothing else was done.
def site = basedir.toPath().resolve('target/site')
def lines = BuildOutput.of(basedir).lines()
assert lines.any { it =~ /compiled 2 of 2 BPF source\(s\)/ }
assert lines.any { it.endsWith("inspected 2 object(s), documents in $site/bpf-objects".toString()) }
assert BuildOutput.of(basedir).ofOurs('WARNING') == []

// One entry among the project's reports: in their list and in the menu.
def page = { String name -> site.resolve(name).toFile().text }
assert page('project-reports.html').findAll('<a href="bpf-objects.html">BPF Objects</a>').size() == 2

// The page leads to those of the objects, and to no other.
def list = page('bpf-objects.html')
def links = list.findAll(/(?<=href=")bpf-objects\/[^"]*/)
assert links == ['bpf-objects/call_count.html', 'bpf-objects/net%20stack/drop_list.html']
def pages = links.collect { URLDecoder.decode(it, 'UTF-8') }
assert TestFiles.names(site).filter { it.startsWith('bpf-objects/') }.toList() as Set == pages as Set
assert page(pages[0]).contains('<h3><code>on_enter</code>')
assert page(pages[1]).contains('<h3><code>drop_listed</code>')

// Its tables have each object's programs and maps, the sections' too.
def rows = list.findAll(/(?s)<tr[^>]*>.*?<\/tr>/).collect { row -> row.findAll(/(?<=<t[dh]>)[^<]*/) }
assert rows.contains(['on_enter', 'raw tracepoint sys_enter', 'raw_tp/sys_enter', '7'])
assert rows.contains(['.bss', 'array', '4 bytes', '4 bytes', '1', '4'])
assert rows.contains(['verdicts', 'array', '4 bytes (__u32)', '8 bytes (__u64)', '4', '32'])

// An object that is there no longer has no page; a module without objects has no report, by whatever place they are named.
assert new File(basedir, 'src/main/bpf/call_count.bpf.c').delete()
def again = { String... words -> new MavenRun(mavenHome, target).succeeding(basedir.toPath(), words) }
again('site')
assert TestFiles.names(site).filter { it.startsWith('bpf-objects/') }.toList() == ['bpf-objects/net stack/drop_list.html']
assert again('bpf:report', 'site', '-Dbpf.objects=src/site').lines().any { it.endsWith('nothing to report: no BPF objects') }

// An object that is none is named, as by bpf:inspect.
new File(basedir, 'broken.bpf.o').text = 'x'
def broken = new MavenRun(mavenHome, target).run(basedir.toPath(), 'site', '-Dbpf.objects=broken.bpf.o')
assert broken.exit() != 0
assert broken.output().lines().any { it.contains("$basedir/broken.bpf.o: start of the file: not an ELF file;".toString()) }
