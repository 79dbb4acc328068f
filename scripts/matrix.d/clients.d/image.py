"""Writes an image with one file in it, and busybox, as an OCI layout.

  image.py DIRECTORY

Prints its identity, which is the digest of its configuration.
"""

import hashlib
import io
import json
import pathlib
import sys
import tarfile

directory = pathlib.Path(sys.argv[1])
blobs = directory / "blobs/sha256"
blobs.mkdir(parents=True)


def put(data, kind):
    digest = hashlib.sha256(data).hexdigest()
    (blobs / digest).write_bytes(data)
    return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": f"sha256:{digest}", "size": len(data)}


def layer():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in (("bin/busybox", pathlib.Path("/bin/busybox").read_bytes()), ("hello", b"hello\n")):
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), 0o755
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


content = put(layer(), "layer.v1.tar")
machine = {"x86_64": "amd64", "aarch64": "arm64"}
configuration = {
    "architecture": machine[__import__("platform").machine()],
    "os": "linux",
    "config": {"Cmd": ["/bin/busybox", "sleep", "60"]},
    "rootfs": {"type": "layers", "diff_ids": [content["digest"]]},
}
described = put(json.dumps(configuration).encode(), "config.v1+json")
manifest = {
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": described,
    "layers": [content],
}
listed = put(json.dumps(manifest).encode(), "manifest.v1+json")
listed["annotations"] = {"org.opencontainers.image.ref.name": "1"}
(directory / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [listed]}))
(directory / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
print(described["digest"].removeprefix("sha256:"))
