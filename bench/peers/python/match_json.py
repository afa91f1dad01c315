"""Serializes pairs of point matches the way render-python does: one list of dicts, one json.dumps, one thread.

usage: python3 match_json.py [pairs [points]]

Prints pairs/s of json.dumps and of json.loads, the best of several runs.
"""
import json
import random
import sys
import time

RUNS = 3


def pairs_of(count, points):
    numbers = random.Random(1)

    def side():
        return [[numbers.uniform(0, 2560) for _ in range(points)] for _ in range(2)]

    return [
        {
            "pGroupId": "%d.0" % (1000 + i // 100),
            "pId": "150304141121%06d.%d.0" % (i, 1000 + i // 100),
            "qGroupId": "%d.0" % (1001 + i // 100),
            "qId": "150304141122%06d.%d.0" % (i, 1001 + i // 100),
            "matches": {"p": side(), "q": side(), "w": [1.0] * points},
        }
        for i in range(count)
    ]


def best(work):
    shortest = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    points = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    pairs = pairs_of(count, points)
    text = json.dumps(pairs)
    print("dumps %.0f" % (count / best(lambda: json.dumps(pairs))))
    print("loads %.0f" % (count / best(lambda: json.loads(text))))
    print("bytes %.0f" % (len(text) / count))


if __name__ == "__main__":
    main()
