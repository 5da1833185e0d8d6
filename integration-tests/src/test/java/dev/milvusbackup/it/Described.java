package dev.milvusbackup.it;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.response.DescribeCollectionResp;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.index.response.DescribeIndexResp;
import io.milvus.v2.service.partition.request.ListPartitionsReq;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a collection looks like, apart from its name and ids. */
record Described(
    String description,
    String fields,
    String dynamic,
    String shards,
    String consistency,
    TreeSet<String> partitions,
    Map<String, String> indexes) {

  static Described of(MilvusClientV2 client, String collection) {
    DescribeCollectionResp resp =
        client.describeCollection(
            DescribeCollectionReq.builder().collectionName(collection).build());
    List<String> partitions =
        client.listPartitions(ListPartitionsReq.builder().collectionName(collection).build());
    return new Described(
        resp.getDescription(),
        resp.getCollectionSchema().getFieldSchemaList().toString(),
        String.valueOf(resp.getEnableDynamicField()),
        String.valueOf(resp.getShardsNum()),
        String.valueOf(resp.getConsistencyLevel()),
        new TreeSet<>(partitions),
        indexes(client, collection));
  }

  private static Map<String, String> indexes(MilvusClientV2 client, String collection) {
    Map<String, String> indexes = new TreeMap<>();
    try {
      client
          .describeIndex(
              DescribeIndexReq.builder().collectionName(collection).fieldName("vector").build())
          .getIndexDescriptions()
          .forEach(index -> indexes.put(index.getIndexName(), text(index)));
    } catch (MilvusClientException e) {
      if (!e.getMessage().contains("index not found")) {
        throw e;
      }
    }
    return indexes;
  }

  private static String text(DescribeIndexResp.IndexDesc index) {
    return String.join(
        " ",
        index.getFieldName(),
        String.valueOf(index.getIndexType()),
        String.valueOf(index.getMetricType()),
        String.valueOf(index.getExtraParams()));
  }
}
