new File(basedir, 'target/bpf').mkdirs()
return
