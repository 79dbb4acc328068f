"""Web servers that answer as a test says, and note every request: those on the network whom no test can reach, or who
would not misbehave on cue. Started in a network namespace of its own, where their names lead to 127.0.0.1.

  services.py DIRECTORY

DIRECTORY has services.json, and the certificates; requests are noted in requests.jsonl, one object a line.
"""

import base64
import http.server
import io
import itertools
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

import docker_hub
import registry_token

directory = pathlib.Path(sys.argv[1])
settings = json.loads((directory / "services.json").read_text())
log = open(directory / "requests.jsonl", "a", buffering=1)
lock = threading.Lock()
hub = docker_hub.DockerHub(settings["hub"], directory) if settings.get("hub") else None
given = set()
count = itertools.count(1)
arrivals = threading.Barrier(max(1, settings["together"]))


def note(**request):
    with lock:
        log.write(json.dumps(request) + "\n")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length).decode()
        host = (self.headers.get("Host") or "").lower()
        note(host=host, method=self.command, path=self.path, headers=dict(self.headers.items()), body=self.body,
             isTLS=self.server.is_tls)
        number = next(count)
        cut, trouble = settings.get("cut"), settings.get("trouble")
        if trouble and trouble["request"] == number:
            environment = os.environ | {"DIRECTORY": str(directory)}
            subprocess.run(["sh", "-c", trouble["command"]], env=environment, check=True, stdout=subprocess.DEVNULL)
        if cut and cut["request"] == number:
            self.answer_cut(cut["how"], host)
        else:
            self.answer_whole(host)

    def answer_whole(self, host):
        if hub and host == docker_hub.HOST:
            with lock:
                status, body = hub.answer(self.command, self.path, self.headers, self.body)
            return self.send(status, [], json.dumps(body).encode() if body is not None else b"")
        for route in settings["routes"]:
            if self.meets(route, host):
                return self.play(route)
        self.send(404, [], b'{"message":"no such route"}')

    def answer_cut(self, how, host):
        """The connection breaks, or the helper is killed: before anything was done, or when all is done and nothing, or
        half of it, is said."""
        if not how.endswith("Before"):
            out, self.wfile = self.wfile, io.BytesIO()
            self.answer_whole(host)
            answer, self.wfile = self.wfile.getvalue(), out
            if how == "half":
                self.wfile.write(answer[: len(answer) - 20])
        if how.startswith("kill"):
            os.kill(int((directory / "pid").read_text()), signal.SIGKILL)
        self.close_connection = True

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = do_HEAD = answer

    def do_CONNECT(self):
        """Of a proxy: whatever host is wanted, it is on this machine."""
        note(host=self.path, method="CONNECT", path="", headers=dict(self.headers.items()), body="", isTLS=False)
        server = socket.create_connection(("127.0.0.1", 443))
        self.send_response(200)
        self.end_headers()
        pump = threading.Thread(target=self.pump, args=(server, self.connection), daemon=True)
        pump.start()
        self.pump(self.connection, server)
        pump.join()
        self.close_connection = True

    @staticmethod
    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def meets(self, route, host):
        with lock:
            if route["times"] == 0:
                return False
            wanted = route.get("authorization")
            given = self.headers.get(route.get("header") or "Authorization")
            fits = (
                route["host"] == host
                and route["method"] == self.command
                and route["path"] == urllib.parse.urlsplit(self.path).path
                and (wanted is None or wanted == given)
            )
            if fits and route["times"] > 0:
                route["times"] -= 1
            return fits

    def play(self, route):
        headers = [tuple(header) for header in route["headers"]]
        getattr(self, "play_" + route["kind"])(route, headers)

    def play_answer(self, route, headers):
        self.send(route["status"], headers, route["body"].encode())

    def play_raw(self, route, headers):
        """The bytes as they are, in place of an answer."""
        self.wfile.write(route["body"].encode())
        self.close_connection = True

    def play_together(self, route, headers):
        """Answers once as many as the test says are waiting for an answer."""
        try:
            arrivals.wait(20)
        except threading.BrokenBarrierError:
            return self.send(400, [], b'{"message":"they came one after the other"}')
        self.play_answer(route, headers)

    def play_huge(self, route, headers):
        self.close_connection = True
        self.send_response(route["status"])
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b" " * (1 << 20))
        except OSError:
            pass

    def play_slow(self, route, headers):
        """A byte a second."""
        self.close_connection = True
        self.send_response(route["status"])
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" ")
                time.sleep(1)
        except OSError:
            pass

    def play_echo(self, route, headers):
        """What was sent along comes back in the error's words."""
        words = " ".join([self.headers.get("Authorization") or "", self.body])
        self.send(route["status"], headers, json.dumps({"message": words}).encode())

    def play_bearer(self, route, headers):
        if (self.headers.get("Authorization") or "").removeprefix("Bearer ") in given:
            return self.send(200, [], b"{}")
        self.send(401, headers, b"{}")

    def play_token(self, route, headers):
        """The token server of a registry (distribution, "Token Authentication Specification")."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        account, secret = "", ""
        if self.command == "POST":
            query = dict(urllib.parse.parse_qsl(self.body))
            account, secret = "<token>", query.get("refresh_token")
        elif (self.headers.get("Authorization") or "").startswith("Basic "):
            account, _, secret = base64.b64decode(self.headers["Authorization"][6:]).decode().partition(":")
        known = settings["accounts"].get(account) == secret or hub and hub.lets_in(account, secret)
        if account and known:
            scopes = [query["scope"]] if "scope" in query else []
            token = registry_token.bearer(directory, account, query["service"], scopes)
            given.add(token)
            answer = {"token": token, "expires_in": 300}
            return self.send(200, headers, json.dumps(answer).encode())
        error = {"errors": [{"code": "UNAUTHORIZED", "message": "incorrect username or password"}]}
        self.send(401, headers, json.dumps(error).encode())

    def send(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port, context=None):
        self.is_tls, self.context = context is not None, context
        super().__init__(("127.0.0.1", port), Handler)

    def finish_request(self, request, client_address):
        # Here and not where it listens: one client that shakes hands slowly is to keep no other waiting.
        try:
            if self.context:
                request = self.context.wrap_socket(request, server_side=True)
            super().finish_request(request, client_address)
            if self.context:
                request.unwrap()
        except (OSError, ValueError):
            pass


def context(name):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(directory / (name + ".crt"), directory / (name + ".key"))
    return made


good, expired = context("server"), context("expired")


def choose(connection, name, _):
    if name == "expired.example":
        connection.context = expired


good.sni_callback = choose
servers = [Server(443, good), Server(80), Server(5000), Server(3128)]
for server in servers:
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
