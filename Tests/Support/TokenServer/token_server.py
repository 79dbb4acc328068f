"""The token server of a registry, on the loopback interface. Each account may use what is in a namespace of its own,
and nothing else.

  token_server.py DIRECTORY

DIRECTORY has accounts.json, and the key of the tokens.
"""

import base64
import http.server
import json
import pathlib
import sys
import urllib.parse

import registry_token

directory = pathlib.Path(sys.argv[1])
accounts = {account["username"]: account for account in json.loads((directory / "accounts.json").read_text())}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        basic = (self.headers.get("Authorization") or "").removeprefix("Basic ")
        username, _, token = base64.b64decode(basic).decode().partition(":")
        self.answer(username, token, query["service"][0], query.get("scope", []))

    def do_POST(self):
        """As clients ask that have an account (Docker registry token authentication, "oauth2")."""
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        username, token = (form.get(key, [""])[0] for key in ("username", "password"))
        self.answer(username, token, form["service"][0], form.get("scope", [""])[0].split())

    def answer(self, username, token, service, scopes):
        account = accounts.get(username)
        if not account or account["token"] != token:
            error = {"code": "UNAUTHORIZED", "message": "incorrect username or password"}
            return self.send(401, {"errors": [error]})
        own = f"repository:{account['namespace']}/"
        granted = [scope for scope in scopes if scope.startswith(own)]
        made = registry_token.bearer(directory, username, service, granted)
        self.send(200, {"token": made, "access_token": made, "expires_in": 300})

    def send(self, status, answer):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
server.serve_forever()
