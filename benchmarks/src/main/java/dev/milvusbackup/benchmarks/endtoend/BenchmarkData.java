package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.InsertRequest;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.Status;
import io.milvus.grpc.VectorField;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import java.util.Random;
import java.util.stream.LongStream;

/** Fills the collections of a benchmark: a key and a vector, segment by segment. */
public final class BenchmarkData {

  private static final int BATCH = 10_000;

  private final Servers servers;
  private final Shape shape;
  private final Random random = new Random(42);

  public BenchmarkData(Servers servers, Shape shape) {
    this.servers = servers;
    this.shape = shape;
  }

  public void prepare() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(servers.milvus().getHost(), servers.milvus().getPort())
            .usePlaintext()
            .build();
    try (MilvusGateway milvus = servers.gateway()) {
      MilvusServiceBlockingStub stub = MilvusServiceGrpc.newBlockingStub(channel);
      for (String name : shape.collectionNames()) {
        fill(stub, milvus, new CollectionName("default", name));
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private void fill(MilvusServiceBlockingStub stub, MilvusGateway milvus, CollectionName name) {
    milvus.collections().drop(name);
    check(stub.createCollection(collection(name)));
    long key = 0;
    for (String partition : shape.partitionNames()) {
      if (!partition.equals("_default")) {
        milvus.partitions().create(name, partition);
      }
      for (int segment = 0; segment < shape.data().segments(); segment++) {
        for (int row = 0; row < shape.data().rows(); row += BATCH) {
          int rows = Math.min(BATCH, shape.data().rows() - row);
          MutationResult result = stub.insert(batch(name, partition, key, rows));
          check(result.getStatus());
          key += rows;
        }
        flush(milvus, name);
      }
    }
  }

  static void flush(MilvusGateway milvus, CollectionName name) {
    FlushTicket ticket = milvus.segments().flush(name);
    Polling.until(() -> milvus.segments().isFlushed(name, ticket));
  }

  private CreateCollectionRequest collection(CollectionName name) {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setName(name.name())
            .addFields(
                FieldSchema.newBuilder()
                    .setName("id")
                    .setDataType(DataType.Int64)
                    .setIsPrimaryKey(true))
            .addFields(
                FieldSchema.newBuilder()
                    .setName("vector")
                    .setDataType(DataType.FloatVector)
                    .addTypeParams(
                        KeyValuePair.newBuilder()
                            .setKey("dim")
                            .setValue(Integer.toString(shape.data().dimension()))))
            .build();
    return CreateCollectionRequest.newBuilder()
        .setDbName(name.database())
        .setCollectionName(name.name())
        .setShardsNum(1)
        .setSchema(schema.toByteString())
        .build();
  }

  private InsertRequest batch(CollectionName name, String partition, long firstKey, int rows) {
    LongArray.Builder keys = LongArray.newBuilder();
    LongStream.range(firstKey, firstKey + rows).forEach(keys::addData);
    FloatArray.Builder floats = FloatArray.newBuilder();
    for (int i = 0; i < rows * shape.data().dimension(); i++) {
      floats.addData(random.nextFloat());
    }
    return InsertRequest.newBuilder()
        .setDbName(name.database())
        .setCollectionName(name.name())
        .setPartitionName(partition)
        .setNumRows(rows)
        .addFieldsData(
            FieldData.newBuilder()
                .setFieldName("id")
                .setType(DataType.Int64)
                .setScalars(ScalarField.newBuilder().setLongData(keys)))
        .addFieldsData(
            FieldData.newBuilder()
                .setFieldName("vector")
                .setType(DataType.FloatVector)
                .setVectors(
                    VectorField.newBuilder()
                        .setDim(shape.data().dimension())
                        .setFloatVector(floats)))
        .build();
  }

  private static void check(Status status) {
    if (status.getCode() != 0) {
      throw new IllegalStateException("Milvus refuses: " + status.getReason());
    }
  }
}
