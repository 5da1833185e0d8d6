package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import io.milvus.grpc.CreateAliasRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DropAliasRequest;
import io.milvus.grpc.DropCollectionRequest;
import io.milvus.grpc.GetLoadStateRequest;
import io.milvus.grpc.GetReplicasRequest;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.LoadPartitionsRequest;
import io.milvus.grpc.LoadState;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.ReleaseCollectionRequest;
import io.milvus.grpc.ShowPartitionsRequest;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Milvus without the SDK's client, which hides much of what a server tells. */
final class RawMilvus implements AutoCloseable {

  private final ManagedChannel channel;

  RawMilvus(String uri) {
    URI at = URI.create(uri);
    this.channel =
        ManagedChannelBuilder.forAddress(at.getHost(), at.getPort()).usePlaintext().build();
  }

  MilvusServiceBlockingStub stub() {
    return MilvusServiceGrpc.newBlockingStub(channel);
  }

  /** All that there is to know of a collection but names, ids, channels and times. */
  Map<String, String> everythingOf(String collection) {
    DescribeCollectionResponse answer = describe(collection);
    Map<String, String> facts = new TreeMap<>();
    facts.put("schema", text(answer.getSchema().toBuilder().clearName().build()));
    facts.put("shards", String.valueOf(answer.getShardsNum()));
    facts.put("consistency", answer.getConsistencyLevel().toString());
    facts.put("partitions", String.valueOf(answer.getNumPartitions()));
    facts.put("properties", sorted(answer.getPropertiesList()));
    facts.put("indexes", String.join("; ", indexes(collection)));
    facts.put("load state", loadState(collection).toString());
    partitions(collection).forEach(p -> facts.put("partition " + p, loadState(collection, p)));
    facts.put("replicas", String.valueOf(replicas(collection)));
    return facts;
  }

  DescribeCollectionResponse describe(String collection) {
    DescribeCollectionResponse answer =
        stub()
            .describeCollection(
                DescribeCollectionRequest.newBuilder().setCollectionName(collection).build());
    ok(answer.getStatus());
    return answer;
  }

  /** Fields, names and parameters, in their order. */
  List<String> indexes(String collection) {
    return stub()
        .describeIndex(DescribeIndexRequest.newBuilder().setCollectionName(collection).build())
        .getIndexDescriptionsList()
        .stream()
        .map(RawMilvus::text)
        .sorted()
        .toList();
  }

  SortedSet<String> aliases(String collection) {
    return new TreeSet<>(describe(collection).getAliasesList());
  }

  LoadState loadState(String collection) {
    return stub()
        .getLoadState(GetLoadStateRequest.newBuilder().setCollectionName(collection).build())
        .getState();
  }

  String loadState(String collection, String partition) {
    return stub()
        .getLoadState(
            GetLoadStateRequest.newBuilder()
                .setCollectionName(collection)
                .addPartitionNames(partition)
                .build())
        .getState()
        .toString();
  }

  void index(String collection, String field, String name, Map<String, String> params) {
    CreateIndexRequest.Builder request =
        CreateIndexRequest.newBuilder()
            .setCollectionName(collection)
            .setFieldName(field)
            .setIndexName(name);
    params.forEach((k, v) -> request.addExtraParams(pair(k, v)));
    ok(stub().createIndex(request.build()));
  }

  void alias(String alias, String collection) {
    ok(
        stub()
            .createAlias(
                CreateAliasRequest.newBuilder()
                    .setCollectionName(collection)
                    .setAlias(alias)
                    .build()));
  }

  void load(String collection) {
    ok(
        stub()
            .loadCollection(
                LoadCollectionRequest.newBuilder()
                    .setCollectionName(collection)
                    .setReplicaNumber(1)
                    .build()));
  }

  void load(String collection, String partition) {
    ok(
        stub()
            .loadPartitions(
                LoadPartitionsRequest.newBuilder()
                    .setCollectionName(collection)
                    .addPartitionNames(partition)
                    .setReplicaNumber(1)
                    .build()));
  }

  void release(String collection) {
    ok(
        stub()
            .releaseCollection(
                ReleaseCollectionRequest.newBuilder().setCollectionName(collection).build()));
    await().until(() -> loadState(collection) == LoadState.LoadStateNotLoad);
  }

  /** With its aliases; it need not be there. */
  void clear(String collection) {
    DescribeCollectionResponse answer =
        stub()
            .describeCollection(
                DescribeCollectionRequest.newBuilder().setCollectionName(collection).build());
    for (String alias : answer.getAliasesList()) {
      ok(stub().dropAlias(DropAliasRequest.newBuilder().setAlias(alias).build()));
    }
    drop(collection);
  }

  /** Leaves its aliases pointing nowhere, as Milvus 2.3.5 does it. */
  void drop(String collection) {
    ok(
        stub()
            .dropCollection(
                DropCollectionRequest.newBuilder().setCollectionName(collection).build()));
  }

  private SortedSet<String> partitions(String collection) {
    return new TreeSet<>(
        stub()
            .showPartitions(
                ShowPartitionsRequest.newBuilder().setCollectionName(collection).build())
            .getPartitionNamesList());
  }

  private int replicas(String collection) {
    return stub()
        .getReplicas(GetReplicasRequest.newBuilder().setCollectionName(collection).build())
        .getReplicasCount();
  }

  private static String text(IndexDescription index) {
    return index.getFieldName() + " " + index.getIndexName() + sorted(index.getParamsList());
  }

  private static String sorted(List<KeyValuePair> pairs) {
    Map<String, String> sorted = new TreeMap<>();
    pairs.forEach(p -> sorted.put(p.getKey(), p.getValue()));
    return sorted.toString();
  }

  private static String text(Message message) {
    return message.toString().replaceAll("\\s+", " ");
  }

  private static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }

  @SuppressWarnings("deprecation") // older servers tell the old error codes only
  private static void ok(Status status) {
    assertThat(status.getCode()).as(status.getReason()).isZero();
    assertThat(status.getErrorCodeValue()).as(status.getReason()).isZero();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
