package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.internal.S3AnswersContract;

class MinioAnswersTest extends S3AnswersContract {

  @Override
  protected ObjectStore open(String endpoint, String bucket) {
    return MinioObjectStore.builder()
        .endpoint(endpoint)
        .credentials("key", "secret")
        .bucket(bucket)
        .build();
  }

  @Override
  protected long uploadPartBytes() {
    return MinioObjectStore.TUNING.uploadPartBytes();
  }
}
