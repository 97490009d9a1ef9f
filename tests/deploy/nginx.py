"""The committed nginx configuration as it stands, moved into a temporary folder and to free ports, and run."""

import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hosting.served import ROOT, free_port, until_healthy

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CONF = ROOT / "deploy" / "nginx" / "pmf.conf"
MAIN = """
daemon off;
user root;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/main-error.log warn;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/pmf.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """A running nginx: its process and folder, and where it answers with and without TLS."""

    process: subprocess.Popen[bytes]
    folder: Path
    secure: int
    plain: int

    @property
    def url(self) -> str:
        """The address readers use."""
        return f"https://127.0.0.1:{self.secure}"

    def log(self) -> str:
        """What it wrote of requests."""
        return (self.folder / "log" / "pmf.log").read_text(encoding="utf-8")


def unverified() -> ssl.SSLContext:
    """Takes the certificate made for the test."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def rendered(folder: Path, ports: Mapping[str, int]) -> str:
    """The configuration with its places and ports replaced; each replacement must find something."""
    text = CONF.read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{ports['plain']};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{ports['secure']} ssl http2;",
        "127.0.0.1:8601": f"127.0.0.1:{ports['1']}",
        "127.0.0.1:8602": f"127.0.0.1:{ports['2']}",
        "/etc/nginx/pmf/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/log/",
        "/var/cache/nginx/": f"{folder}/cache/",
        "/srv/pmf/": f"{folder}/srv/",
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def prepare(folder: Path, ports: Mapping[str, int]) -> Path:
    """Everything nginx needs in the folder; returns the main configuration file."""
    for name in ("log", "cache", "srv/reports", "srv/open-data"):
        (folder / name).mkdir(parents=True)
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", "req", *kind, *files], check=True, capture_output=True)
    (folder / "pmf.conf").write_text(rendered(folder, ports), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder), encoding="utf-8")
    return main


@contextmanager
def running(folder: Path, ports: Mapping[str, int]) -> Iterator[Front]:
    """nginx in front of the processes on the given ports."""
    front = {"plain": free_port(), "secure": free_port()}
    main = prepare(folder, {**ports, **front})
    assert NGINX
    server = subprocess.Popen([NGINX, "-c", str(main), "-p", str(folder)], env={**os.environ})
    try:
        for _ in range(100):
            if (folder / "nginx.pid").exists():
                break
            time.sleep(0.1)
        assert server.poll() is None, (folder / "main-error.log").read_text(encoding="utf-8")
        yield Front(server, folder, front["secure"], front["plain"])
    finally:
        server.terminate()
        server.wait(timeout=20)


@dataclass
class Hosted:
    """Two app processes behind nginx."""

    front: Front
    processes: Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def hosted(database: Path, folder: Path) -> Iterator[Hosted]:
    """The whole of one host, in a folder."""
    ports = {name: free_port() for name in "12"}
    logs = {name: folder / f"app{name}.log" for name in "12"}
    processes = {name: _app(database, name, ports[name], logs[name]) for name in "12"}
    try:
        for name in "12":
            until_healthy(f"http://127.0.0.1:{ports[name]}", processes[name], logs[name])
        with running(folder, ports) as front:
            yield Hosted(front, processes)
    finally:
        for process in processes.values():
            process.terminate()
            process.wait(timeout=30)


def _app(database: Path, name: str, port: int, log: Path) -> subprocess.Popen[bytes]:
    """One app process as the service file starts it."""
    command = [sys.executable, "-m", "pmf", "serve", "--port", str(port)]
    variables = {"PMF_DB": str(database), "PMF_READ_ONLY": "1", "PMF_REPLICA": name}
    with log.open("wb") as out:
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, stdout=out, stderr=out)
