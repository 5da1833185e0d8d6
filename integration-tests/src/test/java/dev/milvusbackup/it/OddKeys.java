package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys that a filter has to quote. A collection for each kind, so that pages end at keys of all
 * kinds.
 */
final class OddKeys {

  private static final List<String> KINDS =
      List.of("\"", "\\", "'", "\n", "\t\r", "日本語", "🐘", "\u0001", "\\u0041");
  private static final int MORE_THAN_A_PAGE = 300;

  private OddKeys() {}

  static void roundTrip(MilvusClientV2 milvus, BackupClient backups, String name) {
    List<String> names = IntStream.range(0, KINDS.size()).mapToObj(i -> name + "_" + i).toList();
    for (int i = 0; i < KINDS.size(); i++) {
      Sample.shape(names.get(i)).key(DataType.VarChar).create(milvus);
      List<JsonObject> rows = new ArrayList<>();
      for (int n = 0; n < MORE_THAN_A_PAGE; n++) {
        rows.add(row(KINDS.get(i) + n + KINDS.get(i), n));
      }
      milvus.insert(InsertReq.builder().collectionName(names.get(i)).data(rows).build());
    }

    backups
        .create(
            b -> b.name(name).collections(names.toArray(String[]::new)).mode(BackupMode.LOGICAL))
        .join();
    backups.restore(r -> r.backup(name).suffix("_back")).join();

    for (String collection : names) {
      assertThat(rows(milvus, collection + "_back"))
          .isEqualTo(rows(milvus, collection))
          .hasSize(MORE_THAN_A_PAGE);
      Stream.of(collection, collection + "_back")
          .forEach(
              made ->
                  milvus.dropCollection(DropCollectionReq.builder().collectionName(made).build()));
    }
  }

  /** Not by the iterator of the SDK, which does not quote. */
  private static SortedMap<String, Object> rows(MilvusClientV2 milvus, String collection) {
    Rows.load(milvus, collection);
    SortedMap<String, Object> rows = new TreeMap<>();
    milvus
        .query(
            QueryReq.builder()
                .collectionName(collection)
                .filter("")
                .limit(1_000)
                .outputFields(List.of("*"))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build())
        .getQueryResults()
        .forEach(row -> rows.put((String) row.getEntity().get("id"), row.getEntity()));
    return rows;
  }

  private static JsonObject row(String key, int number) {
    JsonObject row = new JsonObject();
    row.addProperty("id", key);
    JsonArray vector = new JsonArray();
    IntStream.range(0, 16).forEach(i -> vector.add(number + i / 16f));
    row.add("vector", vector);
    return row;
  }
}
