import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('src/main/bpf/call_count.bpf.o'), Programs.COUNTER)
return
