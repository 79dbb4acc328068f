"""Tokens of the form of the Docker registry's token specification."""

import base64
import json
import ssl
import subprocess
import time


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bearer(directory, account, service, scopes):
    """A token signed by the key that the registry trusts: `token.key` in the directory, of `token.crt`."""
    certificate = ssl.PEM_cert_to_DER_cert((directory / "token.crt").read_text())
    header = {"typ": "JWT", "alg": "RS256", "x5c": [base64.b64encode(certificate).decode()]}
    now = int(time.time())
    access = []
    for scope in scopes:
        kind, name, actions = scope.split(":")
        access.append({"type": kind, "name": name, "actions": actions.split(",")})
    claims = {"iss": "test", "sub": account, "aud": service, "nbf": now - 10, "exp": now + 300, "access": access}
    text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    key = str(directory / "token.key")
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=text.encode(), capture_output=True)
    return text + "." + base64url(signature.stdout)
