# Completion for fish of the programs of profiles, whose names fish cannot know of from that of a file.

complete --command 'docker-credential-pat-*' --no-files --arguments '(__docker_credential_pat_complete)'
