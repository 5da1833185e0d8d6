"""Gets the servers into the cache ($MILVUS_BACKUP_CACHE, default ~/.cache/milvus-backup-java)."""
import glob
import hashlib
import json
import lzma
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

from .machine import Failure, FileLock, log, need, run_tool

DEV = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
REQUIREMENTS = os.path.join(DEV, "requirements-milvus.txt")
LITE_REQUIREMENTS = os.path.join(DEV, "requirements-lite.txt")
MINIO_MODULE = "github.com/minio/minio"
MINIO_VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c"
MINIO_SUM = "h1:/qdoYujxF5MBLDMVLeiYJ/7fBa1HikX39Dvzb9Ji8pA="


def cache():
    path = os.environ.get("MILVUS_BACKUP_CACHE") or os.path.expanduser("~/.cache/milvus-backup-java")
    path = os.path.abspath(path)
    os.makedirs(path, exist_ok=True)
    return path


def check(want_minio, want_milvus, want_lite=False):
    """Says what is missing on this machine before anything is downloaded or started."""
    if want_lite and not os.path.isdir(lite_home()):
        if not (3, 11) <= sys.version_info[:2] <= (3, 13):
            raise Failure("Milvus Lite is pinned for Python 3.11 to 3.13, this is %s" % platform.python_version(), 3)
        if platform.system() != "Linux" or platform.machine() != "x86_64":
            raise Failure("Milvus Lite is pinned for Linux x86_64 only", 3)
    if want_milvus:
        here = "%s %s" % (platform.system(), platform.machine())
        if here not in ("Linux x86_64", "Linux AMD64"):
            raise Failure("Milvus 2.3.5 is packaged for Linux x86_64 only, this is %s" % here, 3)
        if not os.path.exists("/lib64/ld-linux-x86-64.so.2"):
            raise Failure("Milvus 2.3.5 needs glibc (there is no /lib64/ld-linux-x86-64.so.2; musl is not enough)", 3)
        if not os.path.isdir(milvus_home()) and not has_pip():
            raise Failure("pip is needed to get Milvus, but '%s -m pip' does not work" % sys.executable, 3)
    if want_minio and not minio_found():
        need("go", "MinIO is needed: neither $MINIO_BINARY nor 'minio' on PATH nor 'go' to build it was found")


def into_cache(target, fill):
    """Makes the folder `target` once: fill(temporary folder), then rename; other processes wait meanwhile."""
    if not os.path.isdir(target):
        with FileLock(target + ".lock"):
            if not os.path.isdir(target):
                remove_broken(target)
                temporary = tempfile.mkdtemp(prefix=os.path.basename(target) + ".part-", dir=cache())
                try:
                    begin = time.monotonic()
                    fill(temporary)
                    os.chmod(temporary, 0o755)
                    os.rename(temporary, target)
                    log("got %s in %.0f s" % (os.path.basename(target), time.monotonic() - begin))
                finally:
                    shutil.rmtree(temporary, ignore_errors=True)
    return target


def remove_broken(target):
    """What a killed process left behind (we hold the lock, so nobody is writing there)."""
    for path in glob.glob(glob.escape(target) + ".part-*"):
        shutil.rmtree(path, ignore_errors=True)


# ---- Milvus ---------------------------------------------------------------------------------------------------------
def has_pip():
    return subprocess.call([sys.executable, "-m", "pip", "--version"], stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def milvus_requirement():
    """The requirement, version and hash of the Milvus that $MILVUS_VERSION chooses among those that are pinned."""
    with open(REQUIREMENTS, encoding="utf-8") as file:
        pinned = re.findall(r"^(?:# )?(milvus==(\S+)\s+--hash=sha256:([0-9a-f]{64}))", file.read(), re.M)
    wanted = os.environ.get("MILVUS_VERSION") or pinned[0][1]
    for requirement in pinned:
        if requirement[1] == wanted:
            return requirement
    raise Failure("no Milvus %s is pinned, choose among %s" % (wanted, ", ".join(r[1] for r in pinned)), 2)


def milvus_home():
    _, version, digest = milvus_requirement()
    return os.path.join(cache(), "milvus-%s-%s" % (version, digest[:12]))


def milvus():
    """The folder that holds bin/milvus, milvus.yaml.template and glog.conf."""
    return into_cache(milvus_home(), fill_milvus)


def fill_milvus(folder):
    log("downloading Milvus (58 MB, unpacked 250 MB)")
    download = os.path.join(folder, "download")
    requirements = os.path.join(folder, "requirements.txt")
    with open(requirements, "w", encoding="utf-8") as file:
        file.write(milvus_requirement()[0])
    run_tool([sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:",
              "--disable-pip-version-check", "-r", requirements, "-d", download], "the download of Milvus")
    binaries = os.path.join(folder, "bin")
    os.mkdir(binaries)
    with zipfile.ZipFile(glob.glob(os.path.join(download, "milvus-*.whl"))[0]) as wheel:
        for source, name in (("config.yaml.template", "milvus.yaml.template"), ("glog.conf", "glog.conf")):
            if "milvus/data/" + source not in wheel.namelist():  # 2.2 has no glog.conf
                continue
            with open(os.path.join(folder, name), "wb") as file:
                file.write(wheel.read("milvus/data/" + source))
        packed = {os.path.basename(n)[:-5]: wheel.read(n) for n in wheel.namelist() if n.endswith(".lzma")}

    def unpack(name):
        with open(os.path.join(binaries, name), "wb") as file:
            file.write(lzma.decompress(packed[name]))
        os.chmod(file.name, 0o755)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(unpack, sorted(packed, key=lambda n: -len(packed[n]))))
    shutil.rmtree(download)


# ---- Milvus Lite ----------------------------------------------------------------------------------------------------
def lite_home():
    with open(LITE_REQUIREMENTS, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return os.path.join(cache(), "lite-%s-py%d%d" % ((digest[:12],) + sys.version_info[:2]))


def lite():
    """The path of the milvus-lite program."""
    return os.path.join(into_cache(lite_home(), fill_lite), "milvus-lite")


def fill_lite(folder):
    log("downloading Milvus Lite (120 MB)")
    packages = os.path.join(folder, "packages")
    run_tool([sys.executable, "-m", "pip", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:",
              "--disable-pip-version-check", "--no-compile", "-r", LITE_REQUIREMENTS, "--target", packages],
             "the download of Milvus Lite")
    program = os.path.join(folder, "milvus-lite")
    with open(program, "w", encoding="utf-8") as file:
        file.write(LITE_PROGRAM % sys.executable)
    os.chmod(program, 0o755)


LITE_PROGRAM = """#!%s
import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "packages"))
from milvus_lite.cmdline import main
sys.exit(main())
"""


# ---- MinIO ----------------------------------------------------------------------------------------------------------
def minio_home():
    return os.path.join(cache(), "minio-" + MINIO_VERSION)


def minio_found():
    """$MINIO_BINARY, `minio` on PATH, or the one built before."""
    chosen = os.environ.get("MINIO_BINARY")
    if chosen and not shutil.which(chosen):
        raise Failure("$MINIO_BINARY is no program: %s" % chosen, 3)
    built = os.path.join(minio_home(), "minio")
    return shutil.which(chosen or "minio") or (built if os.path.exists(built) else None)


def minio():
    """The path of the minio program."""
    return minio_found() or os.path.join(into_cache(minio_home(), fill_minio), "minio")


def fill_minio(folder):
    wanted = "%s@%s" % (MINIO_MODULE, MINIO_VERSION)
    log("building MinIO with go install (some minutes the first time)")
    # Go verifies every module through its checksum database; the main module is compared with our own pin as well.
    found = run_tool(["go", "mod", "download", "-json", wanted], "the download of MinIO", cwd=folder)
    if json.loads(found[found.index("{"):])["Sum"] != MINIO_SUM:
        raise Failure("the download of MinIO has another checksum than %s" % MINIO_SUM)
    run_tool(["go", "install", wanted], "the build of MinIO", cwd=folder,
             env=dict({k: v for k, v in os.environ.items() if k not in ("GOOS", "GOARCH")}, GOBIN=folder))
