# Sourced as a part of the matrix: the programs that ask a helper.
#
# A row has functions: client_login, client_logout, client_pull IMAGE, which compares what it has got, client_push
# IMAGE, and, unless it is told as docker is, client_configure HELPER, which names a helper in its own way. They may be
# called where `set -e` does not count. What another user than root is to run is `user=ann`.
#
# What a column tries is usual_COLUMN, in clients.d/checks.sh; a row may have a check_COLUMN of its own. Both use the
# words in clients.d/words.sh.

column credsStore 120 'credsStore'
column --short credHelpers 120 'credHelpers'
column --short login 120 'login'
column push 120 'push'
column --short pull 120 'pull'
column --short logout 120 'logout'
column --short anonymous 120 'anonymous pull'
column --short locked 120 'locked'
column --short timeout 120 'timed out'
column --short warning 120 'warning'
column --short profile 120 'profile'

packages=(busybox-static dbus-bin dbus-daemon docker-registry gnome-keyring libsecret-1-0 openssl python3 skopeo)
user=root
together=yes

# shellcheck disable=SC1091
. scripts/matrix.d/clients.d/place.sh

try_credsStore() { try_client credsStore; }
try_credHelpers() { try_client credHelpers; }
try_login() { try_client login; }
try_push() { try_client push; }
try_pull() { try_client pull; }
try_logout() { try_client logout; }
try_anonymous() { try_client anonymous; }
try_locked() { try_client locked; }
try_timeout() { try_client timeout; }
try_warning() { try_client warning; }
try_profile() { try_client profile; }
