"""Sees that Bunrui and Python's own library share the hub's cache, each reading what the other wrote.

    pip install torch transformers huggingface_hub
    mvn -B -DskipTests package
    python src/test/python/hub_check.py

A server on this machine speaks the hub's API for one tiny model.
"""

import hashlib
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
MODEL = ROOT / "src/test/resources/dev/bunrui/llm/family/qwen3/model"
ID, COMMIT = "someone/tiny", "00112233445566778899aabbccddeeff00112233"
FILES = {path.name: path.read_bytes() for path in MODEL.iterdir()}


def git(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def large(name: str) -> bool:
    return name.endswith(".safetensors")


def etag(name: str) -> str:
    return hashlib.sha256(FILES[name]).hexdigest() if large(name) else git(FILES[name])


class Hub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer(False)

    def do_GET(self):
        self.answer(True)

    def answer(self, body: bool):
        path = self.path.split("?")[0]
        status, headers, content = 404, {"X-Error-Code": "EntryNotFound"}, b""
        if path in (f"/api/models/{ID}/revision/main", f"/api/models/{ID}"):
            siblings = [{"rfilename": name, "size": len(data), "blobId": git(data)} | (
                {"lfs": {"sha256": etag(name), "size": len(data), "pointerSize": 130}} if large(name) else {})
                for name, data in FILES.items()]
            status, headers, content = 200, {}, json.dumps({"id": ID, "sha": COMMIT, "siblings": siblings}).encode()
        elif path == f"/api/models/{ID}/tree/{COMMIT}":
            tree = [{"type": "file", "path": name, "size": len(data), "oid": git(data)} | (
                {"lfs": {"oid": etag(name), "size": len(data), "pointerSize": 130}} if large(name) else {})
                for name, data in FILES.items()]
            status, headers, content = 200, {}, json.dumps(tree).encode()
        elif path.startswith((f"/{ID}/resolve/{COMMIT}/", f"/{ID}/resolve/main/")) and path.split("/")[-1] in FILES:
            name = path.split("/")[-1]
            content = FILES[name]
            headers = {"X-Repo-Commit": COMMIT, "ETag": f'"{etag(name)}"', "Accept-Ranges": "bytes"}
            status = 200
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
    def environment(home: str) -> dict:
        return {**os.environ, "HF_ENDPOINT": f"http://127.0.0.1:{server.server_port}", "HF_HOME": home, "NO_PROXY": "*",
                "BUNRUI_HOME": home, "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}

    def bunrui(home: str, *arguments: str) -> str:
        done = subprocess.run([ROOT / "target/app/bin/bunrui", "--lang", "en", *arguments], env=environment(home),
                              text=True, capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(home: str, source: str, **more: str) -> str:
        done = subprocess.run([sys.executable, "-c", source], env=environment(home) | more, text=True, capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    reading = f"""
from huggingface_hub import scan_cache_dir, snapshot_download, hf_hub_download
from transformers import AutoModel, AutoTokenizer
(repo,) = scan_cache_dir().repos
assert repo.repo_id == "{ID}" and not scan_cache_dir().warnings, scan_cache_dir()
(revision,) = repo.revisions
assert revision.commit_hash == "{COMMIT}" and revision.refs == {{"main"}}, revision
folder = snapshot_download("{ID}", local_files_only=True)
assert hf_hub_download("{ID}", "config.json", local_files_only=True).startswith(folder)
AutoModel.from_pretrained("{ID}", local_files_only=True)
AutoTokenizer.from_pretrained("{ID}", local_files_only=True)
print(len(revision.files), "files")
"""
    bunrui(ours, "models", "download", ID)
    print("written here, read by Python:", python(ours, reading, HF_HUB_OFFLINE="1").strip())
    python(theirs, f'from huggingface_hub import snapshot_download; snapshot_download("{ID}")')
    print("written by Python, read here:", bunrui(theirs, "models", "verify", ID).strip().splitlines()[-1])
    before = bunrui(theirs, "models", "download", ID).strip()
    print("asked for again:", before)
    same = {path.name for path in Path(ours).rglob("blobs/*")} <= {path.name for path in Path(theirs).rglob("blobs/*")}
    assert same, "blobs differ"
print("all the same")
