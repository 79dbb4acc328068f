"""What a program does with docker-py.

  docker_py.py pull|push IMAGE
  docker_py.py login REGISTRY      with the token on standard input
  docker_py.py lacks NAME          whether its client has no such method
"""

import os
import sys

import docker

client = docker.from_env()
verb, name = sys.argv[1:]
if verb == "pull":
    try:
        client.images.remove(name, force=True)
    except docker.errors.ImageNotFound:
        pass
    image = client.images.pull(name)
    assert image.id == "sha256:" + os.environ["image_id"], image.id
elif verb == "push":
    client.api.import_image_from_data(b"\0" * 10240, repository=name)
    for line in client.images.push(name, stream=True, decode=True):
        print(line)
        if "error" in line:
            sys.exit(1)
elif verb == "login":
    print(client.login("ann", sys.stdin.readline().strip(), registry=name))
elif verb == "lacks":
    assert not hasattr(client, name)
