"""Saves tiles the way a Python client does without Java: objects to dicts, one json.dumps, one PUT, and the server derives the bounds.

    python3 put_tilespecs.py TILES.json URL [RUNS]

TILES.json is an array of tile specs. Writes the best number of tiles per second, and that of json.dumps of dicts that are ready.
"""

import http.client
import json
import sys
import time
from urllib.parse import urlsplit


class Layout:
    def __init__(self, d):
        self.__dict__.update(d)

    def to_dict(self):
        return {k: v for k, v in self.__dict__.items() if v is not None}


class Transform:
    def __init__(self, d):
        self.type, self.className, self.dataString = d["type"], d["className"], d["dataString"]

    def to_dict(self):
        return {"type": self.type, "className": self.className, "dataString": self.dataString}


class TileSpec:
    def __init__(self, d):
        self.tileId, self.z = d["tileId"], d["z"]
        self.width, self.height = d["width"], d["height"]
        self.minint, self.maxint = d["minIntensity"], d["maxIntensity"]
        self.layout = Layout(d["layout"])
        self.mipmaps = d["mipmapLevels"]
        self.tforms = [Transform(t) for t in d["transforms"]["specList"]]

    def to_dict(self):
        return {
            "tileId": self.tileId,
            "z": self.z,
            "width": self.width,
            "height": self.height,
            "minIntensity": self.minint,
            "maxIntensity": self.maxint,
            "layout": self.layout.to_dict(),
            "mipmapLevels": {level: dict(urls) for level, urls in self.mipmaps.items()},
            "transforms": {"type": "list", "specList": [t.to_dict() for t in self.tforms]},
        }


def put(url, dicts):
    parts = urlsplit(url)
    body = json.dumps({"transformIdToSpecMap": {}, "tileIdToSpecMap": {d["tileId"]: d for d in dicts}}).encode()
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    connection.request("PUT", parts.path + "?deriveData=true", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 201:
        raise SystemExit(f"the server answers {answer.status}")


def best(work, tiles, runs):
    seconds = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds = min(seconds, time.perf_counter() - start)
    return tiles / seconds


def main():
    with open(sys.argv[1]) as file:
        dicts = json.load(file)
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    objects = [TileSpec(d) for d in dicts]
    print(best(lambda: put(sys.argv[2], [o.to_dict() for o in objects]), len(dicts), runs))
    print(best(lambda: put(sys.argv[2], dicts), len(dicts), runs))


main()
