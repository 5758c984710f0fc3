// Sparse: it takes no room on the disk, and more than the goal's JVM has.
def object = new File(basedir, 'objects/huge.bpf.o')
object.parentFile.mkdirs()
new RandomAccessFile(object, 'rw').withCloseable { it.setLength(1_900_000_000) }
return
