#!/usr/bin/env bash
# Software:  MinIO v0.0.0-20260212201848-7aac2a2c5b7c (Go module github.com/minio/minio), with boto3 1.44.8
# Expected:  a prefix is listed if at least one object that is not deleted begins with it
# Seen:      in a bucket with versions, a listing with a delimiter still has the prefix of objects that are all deleted;
#            a listing without a delimiter does not ("with a delimiter: ['deleted/', 'kept/'], without: ['kept/a']")
# Matters:   what is deleted seems to be there for ever. A listing with a delimiter does not prove that something exists.
set -euo pipefail
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

GOBIN="$work" go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
python3 -m venv "$work/python"
"$work/python/bin/pip" install -q boto3==1.44.8
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
MINIO_ROOT_USER=finding MINIO_ROOT_PASSWORD=finding-secret MINIO_BROWSER=off \
  "$work/minio" server "$work/data" --address "127.0.0.1:$port" >"$work/log" 2>&1 &
server=$!

cat >"$work/try.py" <<'PY'
import sys
import boto3
from botocore.config import Config

s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="finding", aws_secret_access_key="finding-secret",
                  region_name="us-east-1", config=Config(retries={"max_attempts": 30}, connect_timeout=5))
s3.create_bucket(Bucket="bucket")
s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
for key in ("deleted/a", "kept/a"):
    s3.put_object(Bucket="bucket", Key=key, Body=b"x")
s3.delete_object(Bucket="bucket", Key="deleted/a")
prefixes = [p["Prefix"] for p in s3.list_objects_v2(Bucket="bucket", Delimiter="/")["CommonPrefixes"]]
keys = [o["Key"] for o in s3.list_objects_v2(Bucket="bucket")["Contents"]]
print("with a delimiter: %s, without: %s" % (prefixes, keys))
PY

seen=$("$work/python/bin/python" "$work/try.py" "http://127.0.0.1:$port")
echo "$seen"
[ "$seen" = "with a delimiter: ['deleted/', 'kept/'], without: ['kept/a']" ]
