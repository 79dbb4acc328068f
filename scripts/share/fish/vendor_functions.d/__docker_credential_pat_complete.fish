# What may stand in place of the word that is being typed.

function __docker_credential_pat_complete
    set -l words (commandline --tokenize --current-process --cut-at-cursor)
    set -l typed (commandline --current-token --cut-at-cursor)
    set -l lines ($words[1] __complete $words[2..] "$typed" 2>/dev/null)
    set -q lines[1]; or return
    set -l kind $lines[-1]
    set -e lines[-1]
    set -l option (string match --regex -- '^--[^=]*=' $typed)
    switch $kind
        case :0
            string replace --regex -- '^' "$option" (__fish_complete_path (string replace -- "$option" '' $typed))
        case :16
            string replace --regex -- '^' "$option" (__fish_complete_directories (string replace -- "$option" '' $typed) '')
        case '*'
            string join -- \n $lines
    end
end
