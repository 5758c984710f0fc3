# How scripts report: each line begins with the script's name. They source this file in the folder of the project.

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
