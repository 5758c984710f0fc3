# What scripts say, each line by the name of its script: they source it in the folder of the project.

say() { echo "${0##*/}: $*"; }

fail() {
  say "$*" >&2
  exit 1
}

timed() { # timed WHAT COMMAND...
  local what=$1 start=$SECONDS
  shift
  "$@"
  say "$what: $((SECONDS - start)) s"
}
