import dev.bpfj.maven.support.Programs
import java.nio.file.Files

Programs.compile(basedir.toPath().resolve('objects/call_count.bpf.o'), Programs.COUNTER, '-g')
new File(basedir, 'elsewhere').mkdirs()
new File(basedir, 'elsewhere/mine').text = 'mine'
def out = new File(basedir, 'out')
out.mkdirs()
Files.createSymbolicLink(out.toPath().resolve('link'), basedir.toPath().resolve('elsewhere'))
new File(out, 'old.java').text = 'ours'
def places = ["${basedir}/elsewhere/mine", "${out}/../elsewhere/mine", "${out}/link/mine", "${out}/old.java"]
new File(out, '.bpf-skeleton.state').text = 'bpf-maven-plugin state 2\n' +
    'unit\tgone.bpf.o\t1\n' + places.collect { "out\t4\t1\t${it}\n" }.join()
return
