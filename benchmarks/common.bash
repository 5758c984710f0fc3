# What run, race and peers have in common: they source it in the folder of the project.

# Builds the benchmarks, and sets the class path to run them.
build_benchmarks() {
  scripts/setup tests
  mvn -q package -pl benchmarks -am -DskipTests
  classpath=benchmarks/target/classes:$(cat benchmarks/target/classpath)
}

java_version() { # java_version JAVA
  "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p'
}

# Runs a class on each JDK of this machine, and adds the JDK's name and the file of its results to the array results.
on_each_jdk() { # on_each_jdk FOLDER CLASS [ARGUMENT...]: the class gets the module, the file in the folder, the arguments
  local folder=$1 class=$2 java version
  shift 2
  local javas=("${JAVA_HOME:+$JAVA_HOME/bin/}java")
  java=$(ls -d /usr/lib/jvm/*25*/bin/java 2>/dev/null | head -n 1 || true)
  if [ -n "$java" ]; then
    javas+=("$java")
  else
    echo "no JDK 25 in /usr/lib/jvm: measured on one JDK only"
  fi
  results=()
  for java in "${javas[@]}"; do
    version=$(java_version "$java")
    echo "JDK $version"
    local options=() feature=${version%%[.+-]*}
    [ "$feature" -lt 22 ] || options+=(--enable-native-access=ALL-UNNAMED)
    [ "$feature" -lt 23 ] || options+=(--sun-misc-unsafe-memory-access=allow)
    "$java" "${options[@]}" -cp "$classpath" "$class" benchmarks "benchmarks/target/$folder/$version" "$@"
    results+=("JDK $version" "benchmarks/target/$folder/$version")
  done
}

machine() { # a line for the site's pages
  echo "$(date +%F), Linux $(uname -r | cut -d- -f1), $(nproc) CPUs ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), $(dpkg-query -W -f 'libbpf ${Version}' libbpf1 | sed 's/1://')"
}
