import dev.bpfj.maven.support.Programs

def object = basedir.toPath().resolve('src/main/bpf/call_count.bpf.o')
Programs.compile(object, Programs.COUNTER, '-g')
object.toFile().bytes = object.toFile().bytes[0..<1000]
return
