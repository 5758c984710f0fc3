def file = new File(basedir, 'target/generated-sources/bpf')
file.parentFile.mkdirs()
file.text = 'in the way'
return
