#compdef cyberres
# Completes cyberres in zsh: source <(cyberres completion zsh)

_cyberres() {
	local line word what ask
	local -a typed lines candidates shown
	typed=("${(@Q)words[2,CURRENT]}")
	lines=("${(@f)$(${words[1]/#\~/$HOME} __complete "${typed[@]}" 2>/dev/null)}")
	for line in "${lines[@]}"; do
		word=${line%%$'\t'*}
		what=
		[[ $line == *$'\t'* ]] && what=${line#*$'\t'}
		case $word in
			'') ;;
			:*) ask=$word ;;
			*) candidates+=("$word"); shown+=("$word${what:+  -- $what}") ;;
		esac
	done
	case $ask in
		:files) [[ ${typed[-1]} == -*=* ]] && compset -P '*='; _files; return ;;
		:folders) [[ ${typed[-1]} == -*=* ]] && compset -P '*='; _files -/; return ;;
	esac
	(( ${#candidates} )) || return 1
	if [[ ${#candidates} -eq 1 && ${candidates[1]} == *= ]]; then
		compadd -S '' -l -d shown -- "${candidates[@]}"
	else
		compadd -l -d shown -- "${candidates[@]}"
	fi
}

(( $+functions[compdef] )) && compdef _cyberres cyberres
[[ ${funcstack[1]} == _cyberres ]] && _cyberres "$@"
true
