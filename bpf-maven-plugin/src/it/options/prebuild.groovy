import dev.bpfj.maven.support.Programs

Programs.compile(basedir.toPath().resolve('lib/vendor.o'), Programs.COUNTER, '-g')
return
