import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('src/main/bpf/call_count.bpf.o'), 'int x = 1;', '-g', '--target=x86_64-linux-gnu')
return
