"""One Milvus standalone server with an etcd and a message queue inside."""
import base64
import json
import os
import re
import shutil

from .machine import HOST, Failure, Ports, Server, accepts, http_call, plain_environment, run_tool

COMPONENTS = ("rootCoord", "queryCoord", "queryNode", "dataCoord", "dataNode", "indexNode")

ETCD = """\
name: default
data-dir: {data}
listen-client-urls: http://{host}:{client}
advertise-client-urls: http://{host}:{client}
listen-peer-urls: http://{host}:{peer}
initial-advertise-peer-urls: http://{host}:{peer}
initial-cluster: default=http://{host}:{peer}
unsafe-no-fsync: true
heartbeat-interval: 100
election-timeout: 500
"""

CERTIFICATE = """\
[req]
distinguished_name = name
prompt = no
[name]
CN = {cn}
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
"""


class Milvus(Server):
    def __init__(self, home, spec, folder, minio, bucket):
        self.home, self.spec, self.minio, self.name = home, spec, minio, spec["name"]
        self.folder = os.path.join(folder, "milvus-" + self.name)
        self.log, self.conf = os.path.join(self.folder, "milvus.log"), os.path.join(self.folder, "conf")
        self.tls, self.local = os.path.join(self.folder, "tls"), os.path.join(self.folder, "data")
        for path in (self.conf, self.local):
            os.makedirs(path, exist_ok=True)
        self.lease_file, self.stale_leases = os.path.join(self.folder, "leases.json"), []
        self.port = Ports.require_free(spec["port"]) if spec["port"] else Ports.take()
        self.metrics_port, self.peer_port = Ports.take(), Ports.take()
        self.settings = self.make_settings(bucket)
        if spec["tls"] == "on":
            self.make_certificates()
        self.write_configuration()

    def make_settings(self, bucket):
        """Every key of milvus.yaml that differs from the template of the package."""
        etcd_port, path = Ports.take(), lambda *names: os.path.join(self.folder, *names)
        values = {
            "etcd.endpoints": "%s:%d" % (HOST, etcd_port), "etcd.config.path": path("conf", "etcd.yaml"),
            "etcd.data.dir": path("etcd"), "etcd.log.level": "warn", "etcd.log.path": "stdout",
            "rocksmq.path": path("rocksmq"), "rocksmq.lrucacheratio": 0.01,
            "localStorage.path": self.local, "common.storageType": self.spec["storage"],
            "proxy.ip": HOST, "proxy.port": self.port, "proxy.internalPort": Ports.take(),
            "indexCoord.bindIndexNodeMode.address": "%s:%d" % (HOST, Ports.take()),
            "indexCoord.port": Ports.take(),  # 2.2 has it, without a default
            "log.file.rootPath": '""', "common.gracefulStopTimeout": 3,
            "tls.serverPemPath": os.path.join(self.tls, "server.pem"),
            "tls.serverKeyPath": os.path.join(self.tls, "server.key"),
            "tls.caPemPath": os.path.join(self.tls, "ca.pem"),
            "common.security.tlsMode": int(self.spec["tls"] == "on"),
            "common.security.authorizationEnabled": str(self.spec["auth"] == "on").lower(),
        }
        for component in COMPONENTS:
            values.update({component + ".ip": HOST, component + ".port": Ports.take()})
        if self.minio:
            values.update({
                "minio.address": HOST, "minio.port": self.minio.port, "minio.accessKeyID": self.minio.access_key,
                "minio.secretAccessKey": self.minio.secret_key, "minio.bucketName": bucket, "minio.rootPath": "files"})
        values.update(self.spec["set"])
        self.etcd = dict(host=HOST, client=etcd_port, peer=self.peer_port, data=path("etcd"))
        return values

    def write_configuration(self):
        with open(os.path.join(self.home, "milvus.yaml.template"), encoding="utf-8") as file:
            template = file.read()
        with open(os.path.join(self.conf, "milvus.yaml"), "w", encoding="utf-8") as file:
            file.write(render(template, self.settings))
        with open(os.path.join(self.conf, "etcd.yaml"), "w", encoding="utf-8") as file:
            file.write(ETCD.format(**self.etcd))
        glog = os.path.join(self.home, "glog.conf")
        if os.path.exists(glog):
            shutil.copy(glog, self.conf)

    def make_certificates(self):
        """A private CA and a server certificate for localhost and 127.0.0.1."""
        os.makedirs(self.tls, exist_ok=True)
        for name, cn in (("ca", "dev/servers test CA"), ("server", "localhost")):
            with open(os.path.join(self.tls, name + ".cnf"), "w", encoding="utf-8") as file:
                file.write(CERTIFICATE.format(cn=cn))
        for command in (
                "req -x509 -newkey rsa:2048 -nodes -sha256 -days 30 -config ca.cnf -extensions ca "
                "-keyout ca.key -out ca.pem",
                "req -newkey rsa:2048 -nodes -sha256 -config server.cnf -keyout server.key -out server.csr",
                "x509 -req -sha256 -days 30 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial "
                "-extfile server.cnf -extensions server -out server.pem"):
            run_tool(["openssl"] + command.split(), "making the certificates", cwd=self.tls)

    def command(self):
        return [os.path.join(self.home, "bin", "milvus"), "run", "standalone"]

    def environment(self):
        return plain_environment(MILVUSCONF=self.conf, DEPLOY_MODE="STANDALONE", METRICS_PORT=str(self.metrics_port),
                                 MILVUS_RUN_DIR=os.path.join(self.folder, "run"), HOME=self.folder,
                                 LD_LIBRARY_PATH=os.path.join(self.home, "bin"))

    def is_ready(self):
        if self.stale_leases and not self.end_old_sessions():
            self.state = "etcd does not answer on port %d" % self.etcd["client"]
            return False
        status, body = http_call(self.metrics_port, "/healthz")
        if status != 200 or "OK" not in body:
            self.state = "healthz on port %d: %s" % (self.metrics_port, body.strip()[:200] or "no answer")
            return False
        self.state = "healthz is OK, but gRPC port %d refuses connections" % self.port
        return accepts(self.port)

    # What a Milvus registered in its etcd outlives it there by 30 s, in which the next one with the same data and ports
    # waits to start, and then sends its work to the dead one's number. So we end the old leases when it starts again.
    def launch(self):
        self.stale_leases = []
        if os.path.exists(self.lease_file):
            with open(self.lease_file, encoding="utf-8") as file:
                self.stale_leases = json.load(file)
        super().launch()

    def stop(self, deadline):
        """It leaves a file in a folder that is fixed in its code."""
        stopped = super().stop(deadline)
        left = "/tmp/milvus/server_id_%d" % self.process.pid if self.process else ""
        if os.path.exists(left):
            os.remove(left)
        return stopped

    def end_old_sessions(self):
        """True when etcd answered and the leases of the previous run are gone."""
        for lease in list(self.stale_leases):
            if http_call(self.etcd["client"], "/v3/kv/lease/revoke", json.dumps({"ID": lease}))[0] in (200, 404):
                self.stale_leases.remove(lease)
        return not self.stale_leases

    def note_ready(self):
        first, after = (base64.b64encode(key).decode() for key in (b"by-dev/meta/session/", b"by-dev/meta/session0"))
        _, text = http_call(self.etcd["client"], "/v3/kv/range", json.dumps({"key": first, "range_end": after}))
        leases = sorted({pair["lease"] for pair in json.loads(text or "{}").get("kvs", []) if "lease" in pair})
        with open(self.lease_file, "w", encoding="utf-8") as file:
            json.dump(leases, file)

    def describe(self):
        result = {"uri": "%s://%s:%d" % ("https" if self.spec["tls"] == "on" else "http", HOST, self.port),
                  "host": HOST, "port": self.port, "metricsPort": self.metrics_port, "storage": self.spec["storage"]}
        if self.spec["storage"] == "local":
            result["localPath"] = self.settings["localStorage.path"]
        else:
            result.update(bucket=self.settings["minio.bucketName"], rootPath=self.settings["minio.rootPath"])
        if self.spec["auth"] == "on":
            result.update(user="root", password="Milvus")
        if self.spec["tls"] == "on":
            result["caCert"] = os.path.join(self.tls, "ca.pem")
        result.update(pid=self.pid(), log=self.log)
        return result


# ---- milvus.yaml ----------------------------------------------------------------------------------------------------
def render(template, settings):
    """The template of the package with its {{ name: default }} filled in and the settings ('a.b.c': value) put over."""
    lines = [re.sub(r"\{\{[^:}]*:?\s*(.*?)\s*\}\}", r"\1", line) for line in template.splitlines()]
    for key, value in settings.items():
        put(lines, key.split("."), value)
    return "\n".join(lines) + "\n"


def find(lines, path):
    """The (index, indentation) of the line that holds this key, or None."""
    stack = []
    for index, line in enumerate(lines):
        match = re.match(r"( *)([A-Za-z0-9_-]+):(\s|$)", line)
        if match:
            indent = len(match.group(1))
            stack = [item for item in stack if item[0] < indent] + [(indent, match.group(2))]
            if [name for _, name in stack] == path:
                return index, indent
    return None


def put(lines, path, value):
    """Replaces the value of a key, or adds the key (and what is missing above it) under its nearest parent."""
    place = find(lines, path)
    if place:
        lines[place[0]] = "%s%s: %s" % (" " * place[1], path[-1], value)
        return
    for depth in range(len(path) - 1, -1, -1):
        parent = find(lines, path[:depth]) if depth else (len(lines) - 1, -2)
        if parent:
            break
    if depth and not re.match(r"[^:]*:\s*(#.*)?$", lines[parent[0]]):
        raise Failure("%s cannot be set: %s is no section" % (".".join(path), ".".join(path[:depth])), 2)
    added = [" " * (parent[1] + 2 + 2 * i) + name + ":" for i, name in enumerate(path[depth:])]
    added[-1] += " %s" % value
    lines[parent[0] + 1:parent[0] + 1] = added
