title='GNOME Keyring'
suites=(bookworm trixie)
packages+=(gnome-keyring)
short=yes

version() { package_version gnome-keyring; }

start_provider() {
    printf throwaway >"$place/password"
    gnome-keyring-daemon --unlock --foreground --components=secrets <"$place/password" >>"$place/log" 2>&1 &
    provider_pid=$!
    wait_until docker-credential-pat list
}
