package dev.milvusbackup.examples;

import io.milvus.orm.iterator.QueryIterator;
import io.milvus.response.QueryResultsWrapper.RowRecord;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.QueryIteratorReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads whole collections, whose keys are the first field and not negative. */
final class SampleRows {

  private SampleRows() {}

  static List<RowRecord> of(MilvusClientV2 milvus, String collection, List<String> fields) {
    milvus.loadCollection(LoadCollectionReq.builder().collectionName(collection).build());
    List<RowRecord> rows = new ArrayList<>();
    QueryIterator pages = pages(milvus, collection, fields);
    for (List<RowRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      rows.addAll(page);
    }
    pages.close();
    if (areCounted(milvus)) {
      requireAll(count(milvus, collection), rows, collection);
    }
    return rows;
  }

  /** Milvus 2.2 does not count rows. (2.3.0 from PyPI calls itself {@code v2.2-testing-…}.) */
  static boolean areCounted(MilvusClientV2 milvus) {
    return !milvus.getServerVersion().startsWith("v2.2.");
  }

  private static void requireAll(long count, List<RowRecord> rows, String collection) {
    if (rows.size() != count) {
      throw new IllegalStateException(
          "Milvus counts %d rows in %s, but returned %d".formatted(count, collection, rows.size()));
    }
  }

  private static QueryIterator pages(
      MilvusClientV2 milvus, String collection, List<String> fields) {
    return milvus.queryIterator(
        QueryIteratorReq.builder()
            .collectionName(collection)
            .outputFields(fields)
            .expr(fields.get(0) + " >= 0") // Milvus 2.2 wants an expression
            .batchSize(1000)
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build());
  }

  private static long count(MilvusClientV2 milvus, String collection) {
    QueryReq countAll =
        QueryReq.builder()
            .collectionName(collection)
            .outputFields(List.of("count(*)"))
            .filter("")
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    Map<String, Object> answer = milvus.query(countAll).getQueryResults().get(0).getEntity();
    return (Long) answer.getOrDefault("count(*)", 0L);
  }
}
