import Foundation

/// Debian's dockerd. It touches no network and no firewall, and what it keeps is gone when it ends: its data, its pid
/// file and its containerd's sockets have their usual places, in directories that are its own.
package final class DockerDaemon {
    /// The value of `DOCKER_HOST`.
    package let host: String
    private let directory: TemporaryDirectory
    private let dockerd: BackgroundProcess

    /// - Parameter around: what runs it in places of its own.
    package init(in around: ([String]) -> [String] = PrivateMounts.around) throws {
        try DebianPackage.require("dockerd", from: "docker.io")
        directory = try TemporaryDirectory()
        host = "unix://\(directory / "docker.sock")"
        let command = [
            "dockerd", "--host=\(host)", "--storage-driver=vfs", "--bridge=none", "--iptables=false",
            "--ip6tables=false",
        ]
        let dockerd = try BackgroundProcess(around(command), environment: [:])
        self.dockerd = dockerd
        try dockerd.waitUntil { dockerd.logText.contains("API listen on") }
    }

    /// Stops dockerd, which stops the containerd that it started.
    /// - Returns: whether that containerd, too, has ended.
    package func stop() throws -> Bool {
        let pidFile = "/proc/\(dockerd.pid)/root/run/docker/containerd/containerd.pid"
        let containerd = Result { try String(contentsOfFile: pidFile, encoding: .utf8) }
        dockerd.stop()
        return try Int32(containerd.get()).map { kill($0, 0) != 0 } ?? false
    }
}
