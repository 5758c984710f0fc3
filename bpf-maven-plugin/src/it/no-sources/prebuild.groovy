import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('src/main/bpf/vendor/call_count.bpf.o'), Programs.COUNTER, '-g')
return
