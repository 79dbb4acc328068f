title='GNOME Keyring'
suites=(bookworm trixie)
packages+=(gcr gnome-keyring)
short=yes
# By no name: the window that asks for a new keyring's password has none.
prompt_window=(--class Gcr-prompter)
unlock_prompt=(text:throwaway Return)
transcripts=("${provider_transcripts[@]}")

version() { package_version gnome-keyring; }

start_provider() {
    [ -z "${DISPLAY:-}" ] || offer_prompter
    printf throwaway >"$place/password"
    gnome-keyring-daemon --unlock --foreground --components=secrets <"$place/password" >>"$place/log" 2>&1 &
    provider_pid=$!
    wait_until docker-credential-pat list
}

offer_prompter() {
    local name
    for name in org.gnome.keyring.SystemPrompter org.gnome.keyring.PrivatePrompter; do
        printf '[D-BUS Service]\nName=%s\nExec=/usr/libexec/gcr-prompter\n' "$name" >"$place/services/$name.service"
    done
}
