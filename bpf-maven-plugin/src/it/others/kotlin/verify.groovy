def classes = new File(basedir, 'target/classes')
assert new File(classes, 'com/example/MainKt.class').isFile()
// Opening takes no privilege.
def java = new File(System.getProperty('java.home'), 'bin/java').path
def classPath = new File(basedir, 'target/classpath').text + File.pathSeparator + classes
def run = new ProcessBuilder(java, '-cp', classPath, 'com.example.MainKt').redirectErrorStream(true).start()
assert run.inputStream.text == 'on_enter: 42\n'
