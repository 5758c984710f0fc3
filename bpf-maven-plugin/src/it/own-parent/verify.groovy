// What comes with bpf-parent is all in this POM.
binding.setVariable('project', new File(basedir, 'tool'))
evaluate(new File(target, '../src/it/parent-pom/verify.groovy'))
assert new File(basedir, 'tool/target/tool.jar').isFile()
return
