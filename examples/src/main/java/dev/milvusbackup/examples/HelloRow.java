package dev.milvusbackup.examples;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.response.QueryResultsWrapper.RowRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A row of the walk-through's collections. Keys that Milvus generates count as 0 here. */
record HelloRow(long pk, double random, String var, List<Float> embeddings) {

  static final int DIMENSION = 8;

  private static final int ROWS = 3_000;
  private static final Comparator<HelloRow> ORDER = Comparator.comparing(HelloRow::var);

  /** The rows that prepare writes: the same at each call. */
  static List<HelloRow> written(boolean autoId) {
    Random random = new Random(autoId ? 2 : 1);
    return LongStream.range(0, ROWS).mapToObj(i -> next(i, autoId, random)).sorted(ORDER).toList();
  }

  /** The rows in Milvus, in the order of {@link #written}. */
  static List<HelloRow> stored(List<RowRecord> rows, boolean autoId) {
    return rows.stream().map(row -> of(row, autoId)).sorted(ORDER).toList();
  }

  JsonObject json(boolean autoId) {
    JsonObject json = new JsonObject();
    if (!autoId) {
      json.addProperty("pk", pk);
    }
    json.addProperty("random", random);
    json.addProperty("var", var);
    JsonArray vector = new JsonArray(DIMENSION);
    embeddings.forEach(vector::add);
    json.add("embeddings", vector);
    return json;
  }

  private static HelloRow next(long i, boolean autoId, Random random) {
    return new HelloRow(
        autoId ? 0 : i,
        random.nextDouble(),
        String.valueOf(i),
        IntStream.range(0, DIMENSION).mapToObj(d -> random.nextFloat()).toList());
  }

  private static HelloRow of(RowRecord row, boolean autoId) {
    List<Float> embeddings =
        ((List<?>) row.get("embeddings")).stream().map(Float.class::cast).toList();
    return new HelloRow(
        autoId ? 0 : (Long) row.get("pk"),
        (Double) row.get("random"),
        (String) row.get("var"),
        embeddings);
  }
}
