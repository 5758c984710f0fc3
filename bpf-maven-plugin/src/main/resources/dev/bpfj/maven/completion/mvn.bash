# The goals of ours in the words of a command line, without their prefix.
_bpf_goals_in() {
  local word words
  read -r -a words <<<"$1" # without looking at patterns
  for word in "${words[@]}"; do
    case $word in
      bpf:* | *:bpf-maven-plugin:*) echo "${word##*:}" ;;
    esac
  done
}

# The properties of the goals in a command line; without any, those of all goals.
_bpf_properties_in() {
  local goals goal
  goals=$(_bpf_goals_in "$1")
  for goal in ${goals:-$_bpf_goals}; do
    _bpf_properties "$goal"
  done
}

# Adds the lines of its input to COMPREPLY, blanks and all.
_bpf_reply() {
  local reply
  while IFS= read -r reply; do
    COMPREPLY+=("$reply")
  done
}

# Sets COMPREPLY to what a value can be. $1: the property, $2: what precedes the value in the word, $3: its beginning
_bpf_complete_value() {
  local values prefix=$2 value=$3
  values=$(_bpf_values "$1")
  case $values in
    '@list '*)
      values=${values#@list }
      case $value in
        *,*) prefix=$prefix${value%,*}, value=${value##*,} ;;
      esac
      ;;
  esac
  case $values in
    @files*) compopt -o filenames -o nospace 2>/dev/null; _bpf_reply < <(compgen -P "$prefix" -f -- "$value") ;;
  esac
  _bpf_reply < <(compgen -P "$prefix" -W "${values#@files}" -- "$value")
}

_bpf_mvn() {
  local IFS=$' \t\n'
  local line=${COMP_LINE:0:COMP_POINT}
  local word=${line##*[[:blank:]]}
  local before=${line%"$word"}
  local property
  COMPREPLY=()
  case $word in
    -Dbpf*=*)
      property=${word#-D}
      _bpf_complete_value "${property%%=*}" "${word%%=*}=" "${word#*=}"
      ;;
    -D*=*) _bpf_other "$@" ; return ;;
    -Db*)
      compopt -o nospace 2>/dev/null
      _bpf_reply < <(compgen -P -D -S = -W "$(_bpf_properties_in "$before")" -- "${word#-D}")
      ;;
    *:bpf-maven-plugin:*:*) _bpf_reply < <(compgen -P "${word%:*}:" -W "$_bpf_goals" -- "${word##*:}") ;;
    bpf:*) _bpf_reply < <(compgen -P bpf: -W "$_bpf_goals" -- "${word#bpf:}") ;;
    b | bp | bpf) _bpf_reply < <(compgen -P bpf: -W "$_bpf_goals") ;;
    *) _bpf_other "$@" ; return ;;
  esac
  # Readline replaces only what follows the last of its word breaks.
  local break kept=
  for break in : =; do
    case $COMP_WORDBREAKS$word in
      *"$break"*"$break"*)
        local upTo=${word%"$break"*}$break
        [ ${#upTo} -le ${#kept} ] || kept=$upTo
        ;;
    esac
  done
  local i
  for i in "${!COMPREPLY[@]}"; do
    COMPREPLY[i]=${COMPREPLY[i]#"$kept"}
  done
}

# What completed mvn before does so for all else.
_bpf_other() {
  if [ -n "$_bpf_previous" ]; then
    "$_bpf_previous" "$@"
  fi
}

_bpf_previous=${_bpf_previous:-}
if ! complete -p mvn >/dev/null 2>&1 && declare -F __load_completion >/dev/null; then
  __load_completion mvn
fi
if complete -p mvn >/dev/null 2>&1; then
  _bpf_function=$(complete -p mvn | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
  # This script may have been read before.
  [ "$_bpf_function" = _bpf_mvn ] || _bpf_previous=$_bpf_function
fi
complete -o default -F _bpf_mvn mvn
