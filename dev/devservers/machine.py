"""Processes, locks, ports and signals: what fetch, milvus and minio share."""
import ctypes
import fcntl
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1
# What the Go runtime writes first, at times behind an unfinished line of a C++ part of Milvus; lines of its log begin with "[".
CRASH = re.compile(r"[^\[]*?\b((?:panic|fatal error|SIG[A-Z]+):.*)")


class Failure(Exception):
    """Ends the script with one line on stderr and this exit code."""

    def __init__(self, message, code=1):
        super().__init__(message)
        self.code = code


class Stopped(Exception):
    """Somebody wants us to end: a signal, or the end of stdin."""

    def __init__(self, message, expected=True):
        super().__init__(message)
        self.expected = expected


def log(message):
    sys.stderr.write("dev/servers: %s\n" % message)
    sys.stderr.flush()


def need(program, message):
    """The path of a program. CI installs what is a package of the same name; anywhere else the user decides."""
    path = shutil.which(program) or (os.environ.get("CI") == "true" and install(program))
    if not path:
        raise Failure(message, 3)
    return path


def install(package):
    if package == "openssl" and shutil.which("apt-get") and os.getuid() == 0:
        for command in (["update", "-q"], ["install", "-qy", "--no-install-recommends", package]):
            run_tool(["apt-get", "-o", "DPkg::Lock::Timeout=300"] + command, "installing " + package)
    return shutil.which(package)


# ---- signals --------------------------------------------------------------------------------------------------------
def _on_signal(number, _frame):
    raise Stopped(signal.Signals(number).name, expected=number == signal.SIGTERM)


def stop_on_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)


def ignore_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


_stop_check = time.sleep


def set_stop_check(function):
    """function(seconds) is called instead of sleeping while waiting; it may raise Stopped."""
    global _stop_check
    _stop_check = function


def pause(seconds):
    _stop_check(seconds)


# ---- processes ------------------------------------------------------------------------------------------------------
def die_with_parent():
    """A preexec_fn: the kernel kills the child when we die, even by kill -9 (Linux; call Popen in the main thread)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None, use_errno=True).prctl, os.getpid()

    def preexec():
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
    return preexec


def run_tool(command, what, **more):
    """Runs a program to its end; its output goes to stderr only when it fails."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                   start_new_session=True, preexec_fn=die_with_parent(), **more)
        try:
            while process.poll() is None:
                pause(0.1)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    if process.returncode != 0:
        sys.stderr.write(text[-4000:])
        raise Failure("%s failed: '%s' ended with code %d" % (what, " ".join(command[:4]), process.returncode))
    return text


class Server:
    """One server process that can be started again with the same ports and data."""
    name = folder = log = None
    process, wanted, state, log_start = None, False, "nobody answers", 0

    def launch(self):
        """Starts self.command(); output is appended to self.log."""
        with open(self.log, "ab") as output:
            self.log_start = os.path.getsize(self.log)
            self.process = subprocess.Popen(
                self.command(), env=self.environment(), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True, preexec_fn=die_with_parent())
        self.wanted = True

    def is_ready(self):
        """Asked until it is true; self.state says what is still missing."""
        raise NotImplementedError

    def note_ready(self):
        """Called once after each start."""

    def running(self):
        return self.process is not None and self.process.poll() is None

    def died_unexpectedly(self):
        died = self.wanted and not self.running()
        self.wanted = self.wanted and not died
        return died

    def pid(self):
        return self.process.pid if self.running() else None

    def signal(self, number):
        if self.running():
            self.process.send_signal(number)

    def stop(self, deadline):
        """True when it ended in time by itself; with deadline 0 it is killed at once."""
        self.wanted = False
        if not self.running():
            return True
        try:
            if deadline:
                self.process.terminate()
                self.process.wait(deadline)
                return True
        except subprocess.TimeoutExpired:
            pass
        self.process.kill()
        self.process.wait()
        return False

    def failure(self, what):
        """A Failure with one clear line; the end of the log (up to where it crashed) goes to stderr."""
        with open(self.log, "rb") as file:
            file.seek(self.log_start)
            lines = file.read().decode("utf-8", "replace").splitlines()
        crashes = [n for n, line in enumerate(lines) if CRASH.match(line)]
        crash = crashes[0] if crashes and not self.running() else None
        end = len(lines) if crash is None else crash + 1
        shown = "\n".join(line[:400] for line in lines[max(0, end - 15):end])
        sys.stderr.write("---- the last lines of %s\n%s\n----\n" % (self.log, shown))
        return Failure("%s %s%s" % (self.name, what, "" if crash is None else ": " + CRASH.match(lines[crash])[1][:300]))


def plain_environment(**more):
    """Only what a server needs: Milvus takes ANY variable of its environment as a setting."""
    return dict({k: os.environ[k] for k in ("PATH", "TMPDIR", "LANG", "TZ") if k in os.environ}, **more)


# ---- locks ----------------------------------------------------------------------------------------------------------
class FileLock:
    """Waits until no other process holds it."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file, told = open(self.path, "a"), False
        while True:
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return self
            except OSError:
                if not told:
                    log("waiting for another dev/servers that is filling the cache")
                told = True
                pause(0.2)

    def __exit__(self, *_):
        self.file.close()


def hold_new_lock(path):
    """A lock file that appears locked already; it is held until this process ends."""
    file = open(path + ".new", "w")
    fcntl.flock(file, fcntl.LOCK_EX)
    os.rename(path + ".new", path)
    return file


def is_abandoned(path):
    """True when the lock file exists and its process is gone."""
    try:
        with open(path, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False


# ---- ports ----------------------------------------------------------------------------------------------------------
class Ports:
    """Free ports below the range the kernel gives to clients, each held for the life of this process by a lock on one
    byte of a common file, so that several dev/servers never choose the same, also while a server is stopped."""
    _file = None

    @classmethod
    def take(cls):
        if cls._file is None:
            path = os.path.join(tempfile.gettempdir(), "milvus-backup-ports-%d.lock" % os.getuid())
            cls._file = open(path, "a")
        for _ in range(1000):
            port = random.randrange(15000, 32000)
            try:
                fcntl.lockf(cls._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
            except OSError:
                continue
            if cls._is_free(port) and port not in cls._taken:
                cls._taken.add(port)
                return port
        raise Failure("found no free port between 15000 and 32000")

    _taken = set()

    @classmethod
    def require_free(cls, port):
        if not cls._is_free(port):
            raise Failure("port %d is in use" % port)
        cls._taken.add(port)
        return port

    @staticmethod
    def _is_free(port):
        try:
            for address in (HOST, ""):
                with socket.socket() as probe:
                    probe.bind((address, port))
            return True
        except OSError:
            return False


def accepts(port):
    try:
        socket.create_connection((HOST, port), timeout=2).close()
        return True
    except OSError:
        return False


def http_call(port, path, body=None):
    """GET, or POST of a body: (status, text), or (0, '') when nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET" if body is None else "POST", path, body)
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()
