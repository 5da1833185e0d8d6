"""One Milvus Lite server: a small Milvus in Python, with a newer protocol and no storage that others could read."""
import os

from .machine import HOST, Ports, Server, accepts, plain_environment


class Lite(Server):
    name = "lite"

    def __init__(self, program, folder):
        self.program, self.folder = program, os.path.join(folder, "lite")
        self.data, self.log, self.port = os.path.join(self.folder, "data"), os.path.join(self.folder, "lite.log"), Ports.take()
        os.makedirs(self.data, exist_ok=True)

    def command(self):
        return [self.program, "server", "--data-dir", self.data, "--host", HOST, "--port", str(self.port)]

    def environment(self):
        return plain_environment(HOME=self.folder)

    def is_ready(self):
        return accepts(self.port)

    def describe(self):
        return {"uri": "http://%s:%d" % (HOST, self.port), "host": HOST, "port": self.port, "pid": self.pid(),
                "dataDir": self.data, "log": self.log}
