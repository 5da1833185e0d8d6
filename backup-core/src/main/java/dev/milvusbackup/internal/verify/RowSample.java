package dev.milvusbackup.internal.verify;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads a collection, counts its rows and reads some of them. */
record RowSample(MilvusGateway milvus, Duration loadTimeout) {

  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final int ONE_REPLICA = 1;
  private static final int ROWS = 10;
  private static final int FIRST_VECTOR_TYPE = 100;

  /** Checks the rows. */
  Optional<String> check(Restored restored, JobContext job) {
    CollectionName name = restored.target();
    indexVectors(name);
    load(name, job);
    long count = milvus.rows().count(name);
    if (count != restored.rows()) {
      return Optional.of(
          "%d rows were imported, but %d can be queried".formatted(restored.rows(), count));
    }
    long read = milvus.rows().read(name, ROWS);
    return read == Math.min(ROWS, count)
        ? Optional.empty()
        : Optional.of("%d rows were requested, but %d can be read".formatted(ROWS, read));
  }

  /** The cheapest indexes: nothing is searched, but Milvus loads no collection without an index. */
  private void indexVectors(CollectionName name) {
    CollectionBackupInfo collection = milvus.collections().describe(name);
    Set<String> indexed =
        collection.indexes().stream().map(IndexInfo::fieldName).collect(Collectors.toSet());
    collection.schema().fields().stream()
        .filter(field -> field.dataType() >= FIRST_VECTOR_TYPE && !indexed.contains(field.name()))
        .forEach(field -> milvus.indexes().create(name, index(field)));
  }

  private static IndexInfo index(FieldSchema field) {
    Map<String, String> params =
        switch (field.dataType()) {
          case 100 -> Map.of("index_type", "BIN_FLAT", "metric_type", "HAMMING");
          case 101, 102, 103 -> Map.of("index_type", "FLAT", "metric_type", "L2");
          case 104 -> Map.of("index_type", "SPARSE_INVERTED_INDEX", "metric_type", "IP");
          default -> Map.of("index_type", "AUTOINDEX");
        };
    return new IndexInfo(field.name(), "", params.getOrDefault("index_type", ""), params, 0);
  }

  private void load(CollectionName name, JobContext job) {
    milvus.loading().load(name, ONE_REPLICA);
    boolean loaded =
        Deadline.in(job.cancel(), loadTimeout, LONGEST_POLL)
            .await(() -> milvus.loading().isLoaded(name));
    if (!loaded) {
      throw new TimedOutException(
          "Cannot read the rows of %s: Milvus has not loaded it within %s. Check its query nodes, or verify at depth CONTENT."
              .formatted(name, loadTimeout));
    }
  }
}
