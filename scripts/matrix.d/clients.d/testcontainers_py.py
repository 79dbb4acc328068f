"""What a test does with testcontainers: starts a container, and looks into it.

  testcontainers_py.py IMAGE
  testcontainers_py.py lacks NAME      whether a container has no such method
"""

import os
import sys

# Its cleaner is an image that would be fetched.
os.environ["TESTCONTAINERS_RYUK_DISABLED"] = "true"

import docker
from testcontainers.core.container import DockerContainer

if sys.argv[1] == "lacks":
    assert not hasattr(DockerContainer, sys.argv[2])
    sys.exit()
image = sys.argv[1]
try:
    docker.from_env().images.remove(image, force=True)
except docker.errors.ImageNotFound:
    pass
with DockerContainer(image, network_mode="none") as container:
    status, output = container.exec(["/bin/busybox", "cat", "/hello"])
    assert (status, output) == (0, b"hello\n"), (status, output)
