# What the scripts have in common: they source it in the folder of the project.

# Builds the benchmarks, and sets the class path to run them.
build_benchmarks() { # build_benchmarks [MAVEN ARGUMENT...]
  scripts/setup tests
  mvn -q package -pl benchmarks -am -DskipTests "$@"
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

debian=$PWD/benchmarks/target/debian # where packages are unpacked, beside the system

# Unpacks packages of a newer release of Debian's from this machine's archive, by a state of apt's own; of Rust's crates
# those as well that they need.
unpack_newer_debian() { # unpack_newer_debian PACKAGE...
  local package missing=() archive keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  for package; do
    [ -e "$debian/unpacked/$package" ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  mkdir -p "$debian/lists/partial" "$debian/cache/archives/partial" "$debian/packages" "$debian/unpacked"
  archive=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs: *//p' | grep '/debian/*$' | head -n 1 || true)
  [ -n "$archive" ] || archive=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -n 's/^deb  *\(\[[^]]*\] *\)\{0,1\}\([^ ]*\/debian\/*\) .*/\2/p' | head -n 1 || true)
  [ -n "$archive" ] || { echo "no archive of Debian's in /etc/apt" >&2; exit 1; }
  echo "deb [signed-by=$keyring] $archive forky main" >"$debian/sources.list"
  local apt=(-o "Dir::Etc::sourcelist=$debian/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$debian/lists"
    -o "Dir::Cache=$debian/cache" -o APT::Sandbox::User=root)
  apt-get "${apt[@]}" update -qq
  local crates all=() file
  for package in "${missing[@]}"; do
    case $package in
      librust-*)
        crates=$(apt-get "${apt[@]}" -o Dir::State::status=/dev/null install -s --no-install-recommends "$package" |
          awk '/^Inst librust-/ { print $2 }')
        all+=($crates)
        ;;
      *) all+=("$package") ;;
    esac
  done
  for package in "${all[@]}"; do
    rm -f "$debian/packages/$package"_*.deb # of an older version
  done
  (cd "$debian/packages" && apt-get "${apt[@]}" download -qq "${all[@]}")
  for package in "${all[@]}"; do
    for file in "$debian/packages/$package"_*.deb; do
      dpkg-deb -x "$file" "$debian/root"
    done
  done
  (cd "$debian/unpacked" && touch "${missing[@]}")
}

debian_version() { # debian_version PACKAGE: of one that was unpacked
  dpkg-deb -f "$debian/packages/$1"_*.deb Version
}

rust=$PWD/benchmarks/target/rust # where programs of Rust's are built

# Builds a crate of ours from the unpacked crates, by the cargo on the PATH: the packages' own needs a newer C library. It is
# linked with the libbpf that Java brings along, since the crates need a newer one than this system's may be.
build_rust() { # build_rust NAME: its programs are in $rust/NAME
  local crate=$rust/crates/$1 lib=$rust/lib library name
  mkdir -p "$lib" "$crate"
  for library in bpf elf z; do
    for name in "lib$library.so" "lib$library.so.1"; do
      ln -sf "$PWD/libbpf-natives/target/classes/META-INF/libbpf-natives/linux-$(uname -m)/lib$library.so.1" "$lib/$name"
    done
  done
  rm -rf "$crate/src"
  cp -r "benchmarks/src/main/rust/$1/." "$crate" # cargo writes beside its sources
  (cd "$crate" && LIBBPF_SYS_LIBRARY_PATH=$lib CARGO_ENCODED_RUSTFLAGS=$'-C\x1f'"link-arg=-Wl,-rpath,$lib" cargo build -q --release --offline \
    --config 'source.crates-io.replace-with="debian"' \
    --config "source.debian.directory='$debian/root/usr/share/cargo/registry'")
  ln -sfn "$crate/target/release" "$rust/$1"
}

require_cargo() {
  command -v cargo >/dev/null || { echo "no cargo on the PATH: install Rust 1.82 or later" >&2; exit 1; }
}

rust_libbpf() { # the newest version that the libbpf of Rust's programs knows
  readelf -V "$rust/lib/libbpf.so.1" | grep -oE 'LIBBPF_[0-9.]+' | sort -V | tail -n 1 | cut -d _ -f 2
}

rust_version() {
  rustc --version | cut -d ' ' -f 1,2
}
