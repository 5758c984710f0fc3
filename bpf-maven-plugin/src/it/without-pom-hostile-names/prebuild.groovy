import dev.bpfj.maven.support.Programs
import java.nio.charset.StandardCharsets
import java.nio.file.Files

// Names as long as those that take their place: x, line end, [INFO] OK, escape, [2J, U+202E.
def hostile = 'x\n[INFO] OK\u001b[2J\u202e'
def source = Programs.COUNTER + '''
struct placeholder_struct { int wrap; } in_struct;
union placeholder__union { int copy; } in_union;
enum placeholder___enum { UNRECOGNIZED } in_enum;
'''
def object = basedir.toPath().resolve('objects/call_count.bpf.o')
Programs.compile(object, source, '-g')
def bytes = new String(Files.readAllBytes(object), StandardCharsets.ISO_8859_1)
def name = new String(hostile.getBytes('UTF-8'), StandardCharsets.ISO_8859_1)
assert name.length() == 'placeholder_struct'.length()
['placeholder_struct', 'placeholder__union', 'placeholder___enum'].each {
  assert bytes.contains(it)
  bytes = bytes.replace(it, name)
}
Files.write(object, bytes.getBytes(StandardCharsets.ISO_8859_1))
return
