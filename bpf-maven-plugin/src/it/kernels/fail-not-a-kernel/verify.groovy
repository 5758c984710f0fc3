import dev.bpfj.maven.it.BuildOutput

assert BuildOutput.of(basedir).failure('kernel-test') == (
    "${new File(basedir, 'vmlinuz')}: not an x86 boot image of Linux (bzImage): no 'HdrS' at offset 0x202: name a"
        + ' vmlinuz, not a vmlinux').toString()
