#!/usr/bin/env bash
# Software:  moto 5.2.5 (PyPI, its server), with boto3 1.44.8
# Expected:  of several uploads in parts that are completed simultaneously with "If-None-Match: *", one is answered with 200
# Seen:      one after the other, the second is answered with 412; simultaneously, several are answered with 200
#            ("one after the other: 1 of 2; simultaneously: more than one won")
# Matters:   a check with one client does not show whether a condition holds
set -euo pipefail
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install -q 'moto[server,s3]==5.2.5' boto3==1.44.8
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$work/python/bin/moto_server" -H 127.0.0.1 -p "$port" >"$work/log" 2>&1 &
server=$!

cat >"$work/try.py" <<'PY'
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1",
                  config=Config(retries={"max_attempts": 30}, max_pool_connections=50))
s3.create_bucket(Bucket="bucket")


def upload(key):
    id = s3.create_multipart_upload(Bucket="bucket", Key=key)["UploadId"]
    etag = s3.upload_part(Bucket="bucket", Key=key, UploadId=id, PartNumber=1, Body=b"x" * (4 << 20))["ETag"]
    return lambda: complete(key, id, etag)


def complete(key, id, etag):
    try:
        s3.complete_multipart_upload(Bucket="bucket", Key=key, UploadId=id, IfNoneMatch="*",
                                     MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})
        return 1
    except ClientError:
        return 0


def simultaneously(key, count=8):
    uploads, start = [upload(key) for _ in range(count)], Barrier(count)
    with ThreadPoolExecutor(count) as threads:
        return sum(threads.map(lambda u: (start.wait(), u())[1], uploads))


first, second = upload("in-turn"), upload("in-turn")
in_turn = first() + second()
# Not every race has several winners.
several = any(simultaneously("race-%d" % i) > 1 for i in range(100))
print("one after the other: %d of 2; simultaneously: %s won" % (in_turn, "more than one" if several else "one"))
PY

seen=$("$work/python/bin/python" "$work/try.py" "http://127.0.0.1:$port")
echo "$seen"
[ "$seen" = "one after the other: 1 of 2; simultaneously: more than one won" ]
