def object = new File(basedir, 'src/main/bpf/call_count.bpf.o')
object.parentFile.mkdirs()
object.text = 'not an object file, but long enough for the header of one, at least 64 bytes'
return
