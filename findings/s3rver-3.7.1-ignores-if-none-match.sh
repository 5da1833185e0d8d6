#!/usr/bin/env bash
# Software:  s3rver 3.7.1 (npm), with boto3 1.44.8
# Expected:  a put with "If-None-Match: *" on a key that is taken is answered with 412, or with 501 if that is not supported
# Seen:      200, and the object is replaced ("second put: 200, content: second")
# Matters:   two jobs that create one object both believe that they have created it, and one of them loses its data
set -euo pipefail
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

npm install --silent --prefix "$work" s3rver@3.7.1
python3 -m venv "$work/python"
"$work/python/bin/pip" install -q boto3==1.44.8
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$work/node_modules/.bin/s3rver" -d "$work/data" -a 127.0.0.1 -p "$port" --configure-bucket bucket >"$work/log" 2>&1 &
server=$!

cat >"$work/try.py" <<'PY'
import sys
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="S3RVER", aws_secret_access_key="S3RVER", region_name="us-east-1",
                  config=Config(retries={"max_attempts": 30}, request_checksum_calculation="when_required", s3={"addressing_style": "path"}))
s3.put_object(Bucket="bucket", Key="a", Body=b"first")
try:
    status = s3.put_object(Bucket="bucket", Key="a", Body=b"second", IfNoneMatch="*")["ResponseMetadata"]["HTTPStatusCode"]
except ClientError as e:
    status = e.response["ResponseMetadata"]["HTTPStatusCode"]
print("second put: %d, content: %s" % (status, s3.get_object(Bucket="bucket", Key="a")["Body"].read().decode()))
PY

seen=$("$work/python/bin/python" "$work/try.py" "http://127.0.0.1:$port")
echo "$seen"
[ "$seen" = "second put: 200, content: second" ]
