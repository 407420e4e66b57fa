# Completes cyberres in bash: source <(cyberres completion bash)

_cyberres() {
	local -a words=()
	local i joined= word out candidate ask=
	COMPREPLY=()

	# Bash takes = for a word of its own: -theme=cap is three words. What is put in replaces only the last.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if ((${#words[@]} > 0)) && { [[ $word == = ]] || [[ ${COMP_WORDS[i - 1]} == = && $i -gt 1 ]]; }; then
			words[${#words[@]} - 1]+=$word
			joined=yes
		else
			words+=("$word")
			joined=
		fi
	done
	word=${words[${#words[@]} - 1]}

	out=$("${COMP_WORDS[0]/#\~/$HOME}" __complete "${words[@]}" 2>/dev/null) || return
	while IFS= read -r candidate; do
		candidate=${candidate%%$'\t'*}
		case $candidate in
		'') ;;
		:*) ask=$candidate ;;
		*)
			[[ $joined ]] && candidate=${candidate#"${word%=*}="}
			COMPREPLY+=("$candidate")
			;;
		esac
	done <<<"$out"

	[[ $joined ]] && word=${word##*=}
	case $ask in
	:files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	:folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
	esac
	[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
	return 0
}

complete -F _cyberres cyberres
