def clang = new File(basedir, 'bin/clang')
clang.parentFile.mkdirs()
clang.text = """#!/bin/sh
echo '  Registered Targets:'
echo '    x86    - 32-bit X86: Pentium-Pro and above'
"""
assert clang.setExecutable(true)
return
