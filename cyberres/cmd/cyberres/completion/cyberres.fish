# Completes cyberres in fish: cyberres completion fish > ~/.config/fish/completions/cyberres.fish

function __cyberres_complete
	set -l line (commandline -opc)
	set -l word (commandline -ct)
	set -l program $line[1]
	set -e line[1]
	for candidate in ($program __complete $line $word 2>/dev/null)
		switch $candidate
			case ':files'
				__fish_complete_path (string replace -r '^-[^=]*=' '' -- $word)
			case ':folders'
				__fish_complete_directories (string replace -r '^-[^=]*=' '' -- $word) ''
			case '*'
				printf '%s\n' $candidate
		end
	end
end

complete -c cyberres -f -a '(__cyberres_complete)'
