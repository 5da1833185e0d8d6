#!/usr/bin/env bash
# Software:  Milvus 2.3.0 and 2.3.5 (PyPI milvus), with pymilvus 2.3.7
# Expected:  a flush writes every acknowledged change of a collection to its storage
# Seen:      2.3.0 writes no delta log for a delete of rows in a segment that was flushed before; 2.3.5 writes one
#            (2.3.0: "delta logs after the flush: 0"; 2.3.5: "delta logs after the flush: 1")
# Matters:   files that are copied after such a flush lack the delete, and rows come back. 2.3.0 writes it about ten minutes later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/try.py" <<'PY'
import glob, os, sys, time
from milvus import MilvusServer
from pymilvus import Collection, CollectionSchema, DataType, FieldSchema, connections

home = sys.argv[1]
server = MilvusServer()
server.set_base_dir(home)
server.start()
try:
    connections.connect(host="127.0.0.1", port=server.listen_port)
    schema = CollectionSchema([FieldSchema("id", DataType.INT64, is_primary=True), FieldSchema("v", DataType.FLOAT_VECTOR, dim=4)])
    books = Collection("books", schema)
    books.insert([list(range(100)), [[float(i)] * 4 for i in range(100)]])
    books.flush()
    books.create_index("v", {"index_type": "FLAT", "metric_type": "L2", "params": {}})
    books.load()
    books.delete("id in [1, 2]")
    books.flush()
    # A flush may return before the files are there: the wait does not decide, the difference of the versions does.
    deadline = time.time() + 60
    logs = []
    while not logs and time.time() < deadline:
        logs = [f for f in glob.glob(home + "/**/delta_log/**", recursive=True) if os.path.isfile(f)]
        time.sleep(1)
    print("delta logs after the flush: %d" % len(logs))
finally:
    server.stop()
PY

seen() { # VERSION
  local version=$1
  python3 -m venv "$work/$version"
  "$work/$version/bin/pip" install -q "milvus==$version" pymilvus==2.3.7 setuptools==69.5.1 marshmallow==3.26.1
  "$work/$version/bin/python" "$work/try.py" "$work/data-$version" | grep "delta logs after the flush"
}

old=$(seen 2.3.0)
new=$(seen 2.3.5)
printf 'Milvus 2.3.0: %s\nMilvus 2.3.5: %s\n' "$old" "$new"
[ "$old" = "delta logs after the flush: 0" ] && [ "$new" = "delta logs after the flush: 1" ]
