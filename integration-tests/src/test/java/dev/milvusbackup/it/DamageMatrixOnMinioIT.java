package dev.milvusbackup.it;

import dev.milvusbackup.storage.ObjectStore;

/** In the bucket of Milvus, where the objects have the MD5 digests that MinIO tells. */
class DamageMatrixOnMinioIT extends DamageMatrix {

  DamageMatrixOnMinioIT() {
    super(MilvusUnderTest.onMinio());
  }

  @Override
  ObjectStore store() {
    return milvus.bucket(milvus.minioBucket(), "damage-matrix");
  }
}
