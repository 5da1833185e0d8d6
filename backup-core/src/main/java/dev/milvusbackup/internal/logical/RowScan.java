package dev.milvusbackup.internal.logical;

import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.manifest.PartitionManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a collection before any is inserted, if the target may not keep all of them.
 */
record RowScan(PartDownload download, RowRules rules) {

  /**
   * Reads all rows in the order of their keys.
   *
   * @throws UnsupportedVersionException if the target would change or refuse one
   */
  void check(CollectionPlan collection, JobContext job) {
    if (rules == RowRules.NONE) {
      return;
    }
    RowSchema schema = RowSchema.of(collection.source(), collection.info().schema());
    Map<String, Integer> lengths = RowRules.lengths(collection.info().schema());
    List<PartitionRows> opened = new ArrayList<>();
    try {
      PriorityQueue<PartitionRows> next =
          new PriorityQueue<>(Comparator.comparing(PartitionRows::key, Keys::compare));
      for (PartitionManifest partition : collection.manifest().partitions()) {
        PartitionRows rows = new PartitionRows(download, partition, schema);
        opened.add(rows);
        if (rows.advance()) {
          next.add(rows);
        }
      }
      check(collection, schema, lengths, next, job);
    } finally {
      opened.forEach(PartitionRows::close);
    }
  }

  private void check(
      CollectionPlan collection,
      RowSchema schema,
      Map<String, Integer> lengths,
      PriorityQueue<PartitionRows> next,
      JobContext job) {
    Object previous = null;
    while (!next.isEmpty()) {
      job.cancel().check();
      PartitionRows rows = next.remove();
      requireOther(collection, rows, previous);
      requireUsable(collection, schema, lengths, rows);
      previous = rows.key();
      if (rows.advance()) {
        next.add(rows);
      }
    }
  }

  private void requireOther(
      CollectionPlan collection, PartitionRows rows, @Nullable Object previous) {
    if (rules.keepsOneRowOfAKey() && rows.key().equals(previous)) {
      throw new UnsupportedVersionException(
          "Cannot restore %s: key %s is in several partitions, and Milvus Lite keeps one row of a key. Restore it to another server, or leave it out."
              .formatted(collection.source(), previous));
    }
  }

  private void requireUsable(
      CollectionPlan collection,
      RowSchema schema,
      Map<String, Integer> lengths,
      PartitionRows rows) {
    for (int i = 0; i < schema.columns().size(); i++) {
      RowColumn column = schema.columns().get(i);
      rules
          .problem(column, rows.row()[i], lengths)
          .ifPresent(
              problem -> {
                throw new UnsupportedVersionException(
                    "Cannot restore %s: field '%s' of the row with key %s: %s. Correct the row in the source and create the backup again, or leave the collection out."
                        .formatted(collection.source(), column.name(), rows.key(), problem));
              });
    }
  }
}
