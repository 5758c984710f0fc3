import dev.bpfj.maven.it.BuildOutput
import dev.bpfj.maven.support.Programs

def small = new File(basedir, 'include/vmlinux.h').text
assert small.contains('\nstruct task_struct {')
assert small.contains('preserve_access_index')
assert small.length() < 50_000
def all = new File(basedir, 'target/vmlinux.h')
assert !all.text.contains('preserve_access_index')
assert BuildOutput.of(basedir).ofOurs('INFO') == [
    "wrote ${basedir}/include/vmlinux.h, ${small.length()} bytes, types of /sys/kernel/btf/vmlinux".toString(),
    "wrote ${all}, ${all.size()} bytes, types of /sys/kernel/btf/vmlinux".toString()]

// It is about this machine's kernel, as that shows itself: the offsets are those that bpftool finds.
def bpftool = ['/usr/sbin/bpftool', 'btf', 'dump', 'file', '/sys/kernel/btf/vmlinux'].execute().text
def member = (bpftool =~ /(?s)STRUCT 'task_struct' size=(\d+) .*?'comm' type_id=\d+ bits_offset=(\d+)\n/)[0]
def program = """#include "${basedir}/include/vmlinux.h"
_Static_assert(sizeof(struct task_struct) == ${member[1]}, "");
_Static_assert(__builtin_offsetof(struct task_struct, comm) == ${member[2]} / 8, "");
"""
Programs.compile(basedir.toPath().resolve('check.bpf.o'), program.toString(), '-g')
return
