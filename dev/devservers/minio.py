"""One MinIO server."""
import os

from .machine import HOST, Ports, Server, http_call, plain_environment


class Minio(Server):
    name, access_key, secret_key = "minio", "minioadmin", "minioadmin"

    def __init__(self, program, folder):
        self.program, self.folder = program, os.path.join(folder, "minio")
        self.data, self.certs = os.path.join(self.folder, "data"), os.path.join(self.folder, "certs")
        self.log, self.port = os.path.join(self.folder, "minio.log"), Ports.take()
        for path in (self.data, self.certs):
            os.makedirs(path, exist_ok=True)

    def command(self):
        return [self.program, "server", self.data, "--address", "%s:%d" % (HOST, self.port), "--certs-dir", self.certs]

    def environment(self):
        return plain_environment(MINIO_ROOT_USER=self.access_key, MINIO_ROOT_PASSWORD=self.secret_key, HOME=self.folder,
                                 MINIO_BROWSER="off", MINIO_UPDATE="off")

    def is_ready(self):
        return http_call(self.port, "/minio/health/ready")[0] == 200

    def describe(self):
        return {"endpoint": "http://%s:%d" % (HOST, self.port), "accessKey": self.access_key,
                "secretKey": self.secret_key, "pid": self.pid(), "dataDir": self.data, "log": self.log}
