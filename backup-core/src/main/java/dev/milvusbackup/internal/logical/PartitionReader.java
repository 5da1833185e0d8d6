package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.RowPage;
import dev.milvusbackup.internal.rows.RowSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rows of a partition page by page in the order of their keys. */
final class PartitionReader {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  private final MilvusRows milvus;
  private final CollectionName collection;
  private final String partition;
  private final RowSchema schema;
  private final PageSize size = new PageSize();
  private @Nullable Object last;

  PartitionReader(
      MilvusRows milvus, CollectionName collection, String partition, RowSchema schema) {
    this.milvus = milvus;
    this.collection = collection;
    this.partition = partition;
    this.schema = schema;
  }

  /** The next page; without rows at the end. */
  RowPage next(CancelToken cancel) {
    RowPage page = request(cancel);
    List<@Nullable Object[]> rows = page.rows();
    if (!rows.isEmpty()) {
      requireOrder(rows);
      last = rows.get(rows.size() - 1)[schema.keyIndex()];
      size.learn(page);
    }
    return page;
  }

  /** Servers and proxies refuse large answers with different errors. */
  private RowPage request(CancelToken cancel) {
    while (true) {
      cancel.check();
      try {
        return milvus.page(collection, partition, schema, last, size.rows());
      } catch (MilvusAuthenticationException | MilvusUnavailableException e) {
        throw e;
      } catch (MilvusException e) {
        if (!size.shrink()) {
          throw e;
        }
        LOG.debug("Trying again with {} rows a page", size.rows(), e);
      }
    }
  }

  /** The next page starts after the last key: without order, rows would be missing. */
  private void requireOrder(List<@Nullable Object[]> rows) {
    Object before = last;
    for (@Nullable Object[] row : rows) {
      Object key = row[schema.keyIndex()];
      if (key == null || (before != null && Keys.compare(before, key) >= 0)) {
        throw new MilvusException(
            "Cannot read the rows of %s in partition '%s': Milvus returned key %s after %s, so they are not in the order of keys. This server cannot be backed up row by row."
                .formatted(collection, partition, key, before));
      }
      before = key;
    }
  }
}
