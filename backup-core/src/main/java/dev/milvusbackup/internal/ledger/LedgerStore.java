package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores the objects of a ledger, as long as its lock is held.
 *
 * @param lock null if the ledger is kept in memory only
 */
record LedgerStore(@Nullable JobLock lock) {

  /**
   * Stores an object.
   *
   * @return whether one attempt was enough. An attempt without an answer may arrive late
   */
  boolean put(ObjectKey key, Object value) {
    if (lock == null) {
      return true;
    }
    CountedBody body = new CountedBody(MetadataJson.write(value));
    lock.store().put(key, body, PutMode.REPLACE);
    return body.attempts == 1;
  }

  void delete(List<ObjectKey> keys) {
    if (lock != null && !keys.isEmpty()) {
      lock.store().delete(keys);
    }
  }

  /** Each attempt opens it. */
  private static final class CountedBody implements ObjectBody {

    private final byte[] content;
    private int attempts;

    CountedBody(byte[] content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public InputStream open() {
      attempts++;
      return new ByteArrayInputStream(content);
    }
  }
}
