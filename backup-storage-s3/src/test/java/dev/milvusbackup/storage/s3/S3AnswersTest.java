package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.internal.S3AnswersContract;

class S3AnswersTest extends S3AnswersContract {

  @Override
  protected ObjectStore open(String endpoint, String bucket) {
    return S3ObjectStore.builder()
        .endpoint(endpoint)
        .credentials("key", "secret")
        .bucket(bucket)
        .build();
  }

  @Override
  protected long uploadPartBytes() {
    return S3ObjectStore.TUNING.uploadPartBytes();
  }
}
