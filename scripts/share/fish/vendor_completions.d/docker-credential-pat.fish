# Completion for fish.

complete --command docker-credential-pat --no-files --arguments '(__docker_credential_pat_complete)'
