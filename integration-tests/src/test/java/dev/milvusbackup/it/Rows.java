package dev.milvusbackup.it;

import io.milvus.orm.iterator.QueryIterator;
import io.milvus.response.QueryResultsWrapper;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.QueryIteratorReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All rows of a collection, to be compared one by one. */
final class Rows {

  private static final Duration LOADING = Duration.ofMinutes(3);

  private Rows() {}

  /** Key to the other fields. Loads the collection, which needs an index. */
  static SortedMap<String, String> of(MilvusClientV2 client, String collection, String key) {
    load(client, collection);
    long count = count(client, collection);
    SortedMap<String, String> rows = new TreeMap<>();
    QueryIterator iterator =
        client.queryIterator(
            QueryIteratorReq.builder()
                .collectionName(collection)
                .outputFields(List.of("*"))
                .batchSize(1000)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
    for (List<QueryResultsWrapper.RowRecord> page = iterator.next();
        !page.isEmpty();
        page = iterator.next()) {
      page.forEach(r -> rows.put(String.valueOf(r.get(key)), text(r.getFieldValues())));
    }
    iterator.close();
    if (rows.size() != count) {
      throw new AssertionError(
          collection + ": the iterator gave " + rows.size() + " rows, count(*) " + count);
    }
    return rows;
  }

  /** The keys in one partition. */
  static SortedSet<String> keysIn(MilvusClientV2 client, String collection, String partition) {
    load(client, collection);
    SortedSet<String> keys = new TreeSet<>();
    client
        .query(
            QueryReq.builder()
                .collectionName(collection)
                .partitionNames(List.of(partition))
                .outputFields(List.of("id"))
                .filter("id >= 0")
                .limit(16_000)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build())
        .getQueryResults()
        .forEach(result -> keys.add(String.valueOf(result.getEntity().get("id"))));
    return keys;
  }

  static void load(MilvusClientV2 client, String collection) {
    client.loadCollection(
        LoadCollectionReq.builder().collectionName(collection).timeout(LOADING.toMillis()).build());
  }

  /** A strong count also makes the iterator see the latest deletes. */
  static long count(MilvusClientV2 client, String collection) {
    Object count =
        client
            .query(
                QueryReq.builder()
                    .collectionName(collection)
                    .outputFields(List.of("count(*)"))
                    .filter("")
                    .consistencyLevel(ConsistencyLevel.STRONG)
                    .build())
            .getQueryResults()
            .get(0)
            .getEntity()
            .get("count(*)");
    return ((Number) count).longValue();
  }

  private static String text(Map<String, Object> fields) {
    Map<String, String> sorted = new TreeMap<>();
    fields.forEach((name, value) -> sorted.put(name, text(value)));
    return sorted.toString();
  }

  private static String text(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return String.valueOf(value);
  }
}
