. scripts/matrix.d/clients/docker.sh

title='docker, the first on PATH'
# This machine itself.
suites=(here)
short=yes
