import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.support.TestFiles
import groovy.json.JsonSlurper

assert TestFiles.names(basedir.toPath().resolve('out')).toList() == ['net/layouts.json']
def report = new JsonSlurper().parse(new File(basedir, 'out/net/layouts.json'))
assert report.keySet() as List == ['object', 'license', 'btf', 'endian', 'programs', 'maps', 'sections',
    'unresolved', 'layouts']
assert report.maps.find { it.name == 'events' }.valueType == 'struct event'
assert report.layouts.find { it.of == 'struct event' }.rows[0].text == 'char kind'

def tool = { String... command ->
  def process = (command as List).execute(null, basedir)
  def out = new StringBuilder(), err = new StringBuilder()
  process.waitForProcessOutput(out, err)
  assert process.exitValue() == 0 : "${command}: ${err}"
  out.toString()
}

// Variables lie where binutils sees their symbols, static ones left out.
def variables = report.sections.findAll { it.name != '.kconfig' }.collectMany { section ->
  section.variables.collect { [it.name, section.name, it.offset, it.size, it.linkage] }
}
def names = [:]
tool('readelf', '-SW', 'objects/net/layouts.bpf.o').eachMatch(/\[ *(\d+)\] (\S+)/) { names[it[1]] = it[2] }
def symbols = []
tool('readelf', '-sW', 'objects/net/layouts.bpf.o')
    .eachMatch(/\d+: ([0-9a-f]{16}) +(\d+) OBJECT +(GLOBAL|WEAK) +DEFAULT +(\d+) (\S+)/) {
      symbols << [it[5], names[it[4]], Long.parseLong(it[1], 16), it[2] as long, it[3].toLowerCase()]
    }
symbols.removeAll { it[1] in ['.maps', 'license'] }
assert variables.size() == 6
assert variables as Set == symbols as Set

// Maps and programs are those of bpftool, in its order; its names of sections have no dot.
def skeleton = tool('/usr/sbin/bpftool', 'gen', 'skeleton', 'objects/net/layouts.bpf.o')
def members = { String type, String struct ->
  def body = (skeleton =~ /(?s)struct \{\n([^}]*)\} ${struct};/)[0][1]
  (body =~ /struct ${type} \*(\w+);/).collect { it[1] }
}
assert report.maps.collect { it.name.replaceFirst(/^\./, '') } == members('bpf_map', 'maps')
assert report.programs*.name == members('bpf_program', 'progs')

// Text is printed as it is, and by mvn -q too.
def output = BuildOutput.of(basedir)
assert output.ofOurs('INFO') == ["inspected 1 object(s), documents in ${basedir}/out".toString()]
assert output.lines().count { it == '          80        8  volatile unsigned long long dropped' } == 1
