# The properties of the goals in the words of a command line; without any, those of all goals.
_bpf_properties_in() {
  local -a goals
  local word
  for word in "$@"; do
    case $word in
      bpf:* | *:bpf-maven-plugin:*) goals+=(${word##*:}) ;;
    esac
  done
  (( $#goals )) || goals=(${=_bpf_goals})
  for word in $goals; do
    _bpf_properties $word
  done
}

# What a value can be. $1: the property
_bpf_complete_value() {
  local values
  local found=1
  values=$(_bpf_values $1)
  if [[ $values = '@list '* ]]; then
    values=${values#@list }
    compset -P '*,'
  fi
  if [[ $values = @files* ]]; then
    _files && found=0
  fi
  compadd -- ${=values#@files} && found=0
  return found
}

_bpf_mvn() {
  local property
  case $PREFIX in
    -Dbpf*=*)
      property=${${PREFIX#-D}%%=*}
      compset -P '*='
      _bpf_complete_value $property
      ;;
    -Db*)
      compset -P -D
      compadd -S = -- ${=$(_bpf_properties_in $words)}
      ;;
    *:bpf-maven-plugin:*:*)
      compset -P '*:'
      compadd -- ${=_bpf_goals}
      ;;
    b | bp | bpf | bpf:*)
      compadd -P bpf: -- ${=_bpf_goals} 2>/dev/null
      ;;
    *)
      if [[ -n $_bpf_previous ]]; then
        $_bpf_previous "$@"
      else
        _default
      fi
      ;;
  esac
}

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
# This script may have been read before.
[[ ${_comps[mvn]:-} = _bpf_mvn ]] || _bpf_previous=${_comps[mvn]:-}
compdef _bpf_mvn mvn
