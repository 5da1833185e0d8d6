package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.RowPage;
import dev.milvusbackup.internal.milvus.grpc.rows.FieldDataReader;
import dev.milvusbackup.internal.milvus.grpc.rows.FieldDataWriter;
import dev.milvusbackup.internal.milvus.grpc.rows.KeyExpression;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.InsertRequest;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows over gRPC. Queries are strongly consistent. */
public final class GrpcRows implements MilvusRows {

  private static final String COUNT = "count(*)";
  private static final String ALL_FIELDS = "*";

  private final MilvusChannel milvus;

  public GrpcRows(MilvusChannel milvus) {
    this.milvus = milvus;
  }

  @Override
  public long count(CollectionName name) {
    QueryResults results = query("count the rows of " + name, name, select(name, COUNT).build());
    return results.getFieldsDataList().stream()
        .filter(field -> field.getScalars().hasLongData())
        .mapToLong(field -> field.getScalars().getLongData().getData(0))
        .sum();
  }

  @Override
  public long read(CollectionName name, int limit) {
    QueryRequest.Builder request =
        select(name, ALL_FIELDS)
            .addQueryParams(SchemaWriter.pair("limit", Integer.toString(limit)));
    return query("read rows of " + name, name, request.build()).getFieldsDataList().stream()
        .mapToLong(GrpcRows::keys)
        .max()
        .orElse(0);
  }

  @Override
  public RowPage page(
      CollectionName collection,
      String partition,
      RowSchema schema,
      @Nullable Object after,
      int limit) {
    // The mode of the SDK's iterators: only in this mode does every server keep the order of
    // keys, and stop instead of leaving out rows.
    QueryRequest.Builder request =
        select(collection, ALL_FIELDS)
            .setExpr(KeyExpression.after(schema.key(), after))
            .addQueryParams(SchemaWriter.pair("limit", Integer.toString(limit)))
            .addQueryParams(SchemaWriter.pair("iterator", "True"))
            .addQueryParams(SchemaWriter.pair("reduce_stop_for_best", "True"));
    if (!partition.equals(ALL_PARTITIONS)) {
      request.addPartitionNames(partition);
    }
    QueryResults answer = query("read rows of " + collection, collection, request.build());
    return new RowPage(rows(collection, schema, answer), answer.getSerializedSize());
  }

  @Override
  public long insert(
      CollectionName target, String partition, RowSchema schema, List<@Nullable Object[]> rows) {
    InsertRequest.Builder request =
        InsertRequest.newBuilder()
            .setDbName(target.database())
            .setCollectionName(target.name())
            .setPartitionName(partition)
            .setNumRows(rows.size());
    for (int index : schema.inserted()) {
      request.addFieldsData(FieldDataWriter.write(schema.columns().get(index), index, rows));
    }
    return milvus
        .change(
            "insert rows into " + target,
            target.database(),
            stub -> stub.insert(request.build()),
            MutationResult::getStatus)
        .getInsertCnt();
  }

  /** Keys are numbers or texts, and always part of the results. */
  private static long keys(FieldData field) {
    return Math.max(
        field.getScalars().getLongData().getDataCount(),
        field.getScalars().getStringData().getDataCount());
  }

  private static QueryRequest.Builder select(CollectionName name, String field) {
    return QueryRequest.newBuilder()
        .setDbName(name.database())
        .setCollectionName(name.name())
        .setConsistencyLevel(ConsistencyLevel.Strong)
        .addOutputFields(field);
  }

  private QueryResults query(String verb, CollectionName name, QueryRequest request) {
    return milvus.read(verb, name.database(), stub -> stub.query(request), QueryResults::getStatus);
  }

  private static List<@Nullable Object[]> rows(
      CollectionName collection, RowSchema schema, QueryResults answer) {
    FieldData keys = find(collection, schema.key(), answer);
    int count =
        Math.max(
            keys.getScalars().getLongData().getDataCount(),
            keys.getScalars().getStringData().getDataCount());
    List<@Nullable Object[]> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new Object[schema.columns().size()]);
    }
    if (count > 0) {
      for (int i = 0; i < schema.columns().size(); i++) {
        RowColumn column = schema.columns().get(i);
        FieldDataReader.read(find(collection, column, answer), column, i, rows);
      }
    }
    return rows;
  }

  private static FieldData find(CollectionName collection, RowColumn column, QueryResults answer) {
    return answer.getFieldsDataList().stream()
        .filter(field -> field.getFieldName().equals(column.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new MilvusException(
                    "Cannot read rows of %s: Milvus's answer lacks field '%s' (it has %s). The schema may have changed. Try again."
                        .formatted(
                            collection,
                            column.name(),
                            answer.getFieldsDataList().stream()
                                .map(FieldData::getFieldName)
                                .toList())));
  }
}
