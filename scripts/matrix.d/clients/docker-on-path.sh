. scripts/matrix.d/clients/docker.sh

# This machine itself.
suites=(here)
short=yes
