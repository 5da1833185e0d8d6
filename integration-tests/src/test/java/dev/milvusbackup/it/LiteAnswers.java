package dev.milvusbackup.it;

import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DropIndexRequest;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.ReleaseCollectionRequest;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.common.IndexParam.MetricType;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What Milvus Lite says to what it does not have. Asked without the SDK, which fails on the error
 * codes of Milvus Lite and does not pass on the reasons.
 */
final class LiteAnswers {

  private static final Set<IndexType> OF_SCALARS =
      EnumSet.of(
          IndexType.TRIE,
          IndexType.NGRAM,
          IndexType.RTREE,
          IndexType.STL_SORT,
          IndexType.BITMAP,
          IndexType.INVERTED);
  private static final Set<IndexType> OF_SPARSE =
      EnumSet.of(IndexType.SPARSE_INVERTED_INDEX, IndexType.SPARSE_WAND);

  private LiteAnswers() {}

  /** To a new collection with such a field; empty if it is fine. */
  static String toFieldOf(MilvusLite lite, DataType type) {
    String name = "lite_field_" + type.name().toLowerCase(Locale.ROOT);
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setName(name)
            .addFields(
                FieldSchema.newBuilder()
                    .setName("id")
                    .setDataTypeValue(DataType.Int64.getCode())
                    .setIsPrimaryKey(true))
            .addFields(
                FieldSchema.newBuilder()
                    .setName("asked")
                    .setDataTypeValue(type.getCode())
                    .addTypeParams(pair("dim", "16")))
            .build();
    return ask(
        lite,
        stub ->
            stub.createCollection(
                CreateCollectionRequest.newBuilder()
                    .setCollectionName(name)
                    .setSchema(schema.toByteString())
                    .build()));
  }

  /** To such an index and to the use of it; empty if it is fine. */
  static String toIndexOf(MilvusLite lite, IndexType type) {
    String name = "lite_index_" + type.name().toLowerCase(Locale.ROOT);
    boolean sparse = OF_SPARSE.contains(type);
    Sample.Shape shape = Sample.shape(name).field("text", DataType.VarChar);
    if (sparse) {
      shape.vector(DataType.SparseFloatVector, IndexType.SPARSE_INVERTED_INDEX, MetricType.IP);
    }
    shape.create(lite.client()).insert(0, 300).flush();
    String field = OF_SCALARS.contains(type) ? "text" : "vector";
    ask(
        lite,
        stub ->
            stub.releaseCollection(
                ReleaseCollectionRequest.newBuilder().setCollectionName(name).build()));
    ask(
        lite,
        stub ->
            stub.dropIndex(
                DropIndexRequest.newBuilder().setCollectionName(name).setFieldName(field).build()));
    CreateIndexRequest request =
        CreateIndexRequest.newBuilder()
            .setCollectionName(name)
            .setFieldName(field)
            .addExtraParams(pair("index_type", type.getName()))
            .addExtraParams(pair("metric_type", sparse ? "IP" : "L2"))
            .build();
    String answer = ask(lite, stub -> stub.createIndex(request));
    if (answer.isEmpty()) {
      answer =
          ask(
              lite,
              stub ->
                  stub.loadCollection(
                      LoadCollectionRequest.newBuilder().setCollectionName(name).build()));
    }
    lite.drop(name);
    return answer;
  }

  private static String ask(MilvusLite lite, Function<MilvusServiceBlockingStub, Status> call) {
    URI uri = URI.create(lite.uri());
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(uri.getHost(), uri.getPort()).usePlaintext().build();
    try {
      return call.apply(MilvusServiceGrpc.newBlockingStub(channel)).getReason();
    } finally {
      channel.shutdownNow();
    }
  }

  private static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }
}
