import dev.bpfj.maven.it.BuildOutput

assert new File(basedir, 'elsewhere/mine').text == 'mine'
assert !new File(basedir, 'out/old.java').exists()
assert new File(basedir, 'out/p/CallCountSkel.java').isFile()
assert BuildOutput.of(basedir).ofOurs('INFO') == [
    "deleted ${basedir}/out/old.java: no longer an output of this build".toString(),
    "generated 1 of 1 skeleton(s) in ${basedir}/out, package=p, objects in ${basedir}/out".toString()]
