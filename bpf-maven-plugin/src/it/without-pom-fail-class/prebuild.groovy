import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('objects/call_count.bpf.o'), Programs.COUNTER, '-g')
return
