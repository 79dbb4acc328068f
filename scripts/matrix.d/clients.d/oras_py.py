"""What a program does with oras for Python.

  oras_py.py pull|push IMAGE [BACKEND]      the way to log in: token or basic
  oras_py.py login REGISTRY                 with the token on standard input
  oras_py.py logout REGISTRY
"""

import hashlib
import os
import pathlib
import sys
import tempfile

import oras.client

verb, name, *backend = sys.argv[1:]
registry = name.partition("/")[0]
client = oras.client.OrasClient(hostname=registry, insecure=True, auth_backend=(backend or ["token"])[0])
if verb == "pull":
    client.pull(name, outdir=tempfile.mkdtemp())
    manifest = client.get_manifest(name)
    assert manifest["config"]["digest"] == "sha256:" + os.environ["image_id"]
    digest = manifest["layers"][0]["digest"]
    content = client.get_blob(client.get_container(name), digest).content
    assert digest == "sha256:" + hashlib.sha256(content).hexdigest()
elif verb == "push":
    pathlib.Path("file").write_text("hello\n")
    client.push(target=name, files=["file"])
elif verb == "login":
    client.login(username="ann", password=sys.stdin.readline().strip(), hostname=registry)
elif verb == "logout":
    client.logout(registry)
