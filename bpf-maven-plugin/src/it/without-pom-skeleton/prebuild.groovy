import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('objects/net/call_count.bpf.o'), Programs.COUNTER, '-g')
return
