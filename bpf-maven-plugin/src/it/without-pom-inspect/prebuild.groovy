import dev.bpfj.maven.support.Programs

def source = new File(target, '../src/test/resources/dev/bpfj/maven/inspect/layouts.bpf.c').text
Programs.compile(basedir.toPath().resolve('objects/net/layouts.bpf.o'), source, '-g')
return
