"""Does as a whole process what a Python client does with tiles or matches, with nothing but the standard library.

    python3 cold.py tiles FILE URL
    python3 cold.py matches FILE URL

render-python imports numpy and requests as well, which takes another while.
"""

import http.client
import json
import os
import sys
from urllib.parse import urlsplit


class Transform:
    def __init__(self, d):
        self.type, self.className, self.dataString = d["type"], d["className"], d["dataString"]

    def to_dict(self):
        return {"type": self.type, "className": self.className, "dataString": self.dataString}


class TileSpec:
    def __init__(self, d):
        self.rest = {k: v for k, v in d.items() if k != "transforms"}
        self.tforms = [Transform(t) for t in d["transforms"]["specList"]]

    def to_dict(self):
        return {**self.rest, "transforms": {"type": "list", "specList": [t.to_dict() for t in self.tforms]}}


def call(url, method, path, value=None):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    body = None if value is None else json.dumps(value).encode()
    connection.request(method, parts.path + "v1/owner/bench/" + path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status not in (200, 201):
        raise SystemExit(f"{path}: the server answers {answer.status}")
    return text


def tiles(file, url):
    with open(file) as opened:
        specs = [TileSpec(d) for d in json.load(opened)]
    dicts = [spec.to_dict() for spec in specs]
    body = {"transformIdToSpecMap": {}, "tileIdToSpecMap": {d["tileId"]: d for d in dicts}}
    call(url, "PUT", "project/cold/stack/peer/resolvedTiles?deriveData=true", body)


def matches(file, url):
    with open(file) as opened:
        pairs = json.load(opened)
    collection = f"matchCollection/peer{os.getpid()}"
    call(url, "PUT", f"{collection}/matches", pairs)
    back = 0
    for group in json.loads(call(url, "GET", f"{collection}/pGroupIds")):
        back += len(json.loads(call(url, "GET", f"{collection}/pGroup/{group}/matches")))
    if back != len(pairs):
        raise SystemExit(f"{back} of {len(pairs)} pairs came back")


{"tiles": tiles, "matches": matches}[sys.argv[1]](sys.argv[2], sys.argv[3])
