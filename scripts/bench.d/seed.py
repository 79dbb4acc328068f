#!/usr/bin/env python3
"""seed.py N DIRECTORY: a GNOME keyring of N credentials, for a daemon that has not started yet.

It is written as the daemon's own format for a keyring without a password: 10,000 credentials stored one by one would
take the daemon an hour, since it writes the whole keyring for each.
"""
import pathlib
import sys

count, directory = int(sys.argv[1]), pathlib.Path(sys.argv[2])
sections = ["[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n"]
for number in range(1, count + 1):
    server = f"registry-{number}.example.com"
    sections.append(f"[{number}]\nitem-type=0\ndisplay-name={server}\nsecret=secret-{number}\nmtime=1\nctime=1\n")
    attributes = {
        "xdg:schema": "io.docker.Credentials",
        "label": "Docker Credentials",
        "docker_cli": "1",
        "server": server,
        "username": f"user-{number}",
    }
    for index, (name, value) in enumerate(attributes.items()):
        sections.append(f"[{number}:attribute{index}]\nname={name}\ntype=string\nvalue={value}\n")
directory.mkdir(mode=0o700, parents=True, exist_ok=True)
keyring = directory / "login.keyring"
keyring.touch(mode=0o600)
keyring.write_text("\n".join(sections))
(directory / "default").write_text("login")
