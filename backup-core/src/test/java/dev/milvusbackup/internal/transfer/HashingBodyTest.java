package dev.milvusbackup.internal.transfer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import org.junit.jupiter.api.Test;

class HashingBodyTest {

  @Test
  void aStoreThatKeepsAnObjectWithoutReadingItIsAtFault() {
    HashingBody body =
        new HashingBody(InMemoryObjectStore.create(), ObjectKey.of("a/b"), 1, Digest.SHA_256);

    assertThatThrownBy(body::digest)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot store a copy of a/b: the store reported success without reading the object. Check its implementation of put.");
  }
}
