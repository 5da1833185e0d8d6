package dev.milvusbackup.internal.milvus;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.http.MilvusHttp;
import dev.milvusbackup.internal.milvus.http.RestImports;
import dev.milvusbackup.internal.milvus.http.RestSegments;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import milvus.proto.msg.Msg.MsgPosition;

/**
 * A Milvus 2.5.27 with one collection. What goes over HTTP is sent over HTTP and gets the answers
 * that a real server of this version gave; what goes over gRPC is answered from memory, since there
 * are no recordings of that.
 */
public final class Milvus25 implements AutoCloseable {

  public static final CollectionName BOOKS = new CollectionName("default", "books");
  public static final long COLLECTION = 470675840416148959L;
  public static final long PARTITION = 470675840416148960L;
  public static final long FIRST = 470675840416149533L;
  public static final long SECOND = 470675840416148984L;
  public static final long DELETES = 470675840403967563L;
  public static final String CHANNEL = "by-dev-rootcoord-dml_8_470675840416148959v0";
  public static final long FLUSHED_AT = 469_123_456_789L;

  public static final List<KeyValue> DATABASE_PROPERTIES =
      List.of(new KeyValue("database.max.collections", "7"));

  private static final String CREATE = "/v2/vectordb/jobs/import/create";
  private static final String DESCRIBE = "/v2/vectordb/jobs/import/describe";
  private static final String SEGMENTS = "/v2/vectordb/segments/describe";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final List<CollectionName> collections = new ArrayList<>(List.of(BOOKS));
  private final List<DatabaseBackupInfo> createdDatabases = new ArrayList<>();
  private String version = "v2.5.27";
  private List<Long> segmentIds = List.of(FIRST, SECOND, DELETES);
  private long rowsAfterImport = 3000;
  private int flushing;

  public Milvus25() {
    server.start();
    describes("segments_describe.txt", "fresh: two data segments and one L0 segment");
    importsRows("gotool_restore_b25_L0.txt", "470675716799866389");
    importsDeletes("gotool_restore_b25_L0.txt", "470675716800077062");
  }

  public Milvus25 version(String text) {
    version = text;
    return this;
  }

  /** Lists these segments. */
  public Milvus25 lists(Long... ids) {
    segmentIds = List.of(ids);
    return this;
  }

  /** Lists its segments so many times while one is still flushing. */
  public Milvus25 flushes(int times) {
    flushing = times;
    return this;
  }

  /** Counts so many rows once they are imported. */
  public Milvus25 counts(long rows) {
    rowsAfterImport = rows;
    return this;
  }

  /** Describes segments as recorded, the exchanges one after another. */
  public Milvus25 describes(String file, String... titles) {
    List<String> answers =
        List.of(titles).stream().map(title -> find(file, title).answer()).toList();
    sequence(SEGMENTS, "$.segmentIds", answers);
    return this;
  }

  /** Answers jobs of rows as a recorded one. */
  public Milvus25 importsRows(String file, String jobId) {
    return imports("$.options[?(@.backup == 'true')]", file, jobId);
  }

  /** Answers jobs of deletes as a recorded one. */
  public Milvus25 importsDeletes(String file, String jobId) {
    return imports("$.options[?(@.l0_import == 'true')]", file, jobId);
  }

  private Milvus25 imports(String which, String file, String jobId) {
    List<String> states =
        RecordedExchange.of(file).stream()
            .filter(e -> e.isTo("import/describe") && e.request().contains(jobId))
            .map(RecordedExchange::answer)
            .toList();
    server.stubFor(
        post(urlEqualTo(CREATE))
            .withRequestBody(matchingJsonPath(which))
            .willReturn(okJson("{\"code\":0,\"data\":{\"jobId\":\"" + jobId + "\"}}")));
    sequence(DESCRIBE, "$[?(@.jobId == '" + jobId + "')]", states);
    return this;
  }

  private void sequence(String url, String body, List<String> answers) {
    for (int i = 0; i < answers.size(); i++) {
      String state = i == 0 ? Scenario.STARTED : "after " + i;
      String next = i == answers.size() - 1 ? state : "after " + (i + 1);
      server.stubFor(
          post(urlEqualTo(url))
              .withRequestBody(matchingJsonPath(body))
              .inScenario(url + body)
              .whenScenarioStateIs(state)
              .willReturn(okJson(answers.get(i)))
              .willSetStateTo(next));
    }
  }

  private static RecordedExchange find(String file, String title) {
    return RecordedExchange.of(file).stream()
        .filter(exchange -> exchange.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  /** The bodies of the requests to a call, in their order. */
  public List<JsonNode> bodies(String call) {
    List<JsonNode> bodies = new ArrayList<>();
    server.getAllServeEvents().stream()
        .filter(event -> event.getRequest().getUrl().endsWith(call))
        .forEach(event -> bodies.add(0, ReplayedMilvus.json(event.getRequest().getBodyAsString())));
    return bodies;
  }

  public List<DatabaseBackupInfo> createdDatabases() {
    return createdDatabases;
  }

  public List<CollectionName> collections() {
    return collections;
  }

  public MilvusGateway gateway() {
    return Answers.of(MilvusGateway.class, new Gateway());
  }

  @Override
  public void close() {
    server.stop();
  }

  private static FieldSchema field(long id, String name, int type) {
    return new FieldSchema(
        id, name, id == 100, "", type, List.of(), List.of(), false, 0, 0, false, false, false,
        false, "", false);
  }

  private static CollectionBackupInfo described() {
    CollectionSchema schema =
        new CollectionSchema(
            "books",
            "",
            false,
            List.of(field(100, "id", 5), field(101, "v", 101), field(102, "s", 21)),
            false,
            List.of(),
            List.of(),
            List.of(),
            false);
    return new CollectionBackupInfo(
        "",
        COLLECTION,
        "default",
        "books",
        schema,
        1,
        0,
        List.of(),
        0,
        0,
        false,
        List.of(),
        "NotLoad",
        0,
        Map.of(),
        List.of(),
        List.of(),
        1,
        0,
        List.of(CHANNEL),
        List.of(),
        List.of(),
        0,
        null);
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name
  private final class Gateway {

    private final MilvusHttp http = ReplayedMilvus.http(MilvusConnection.at(server.baseUrl()));

    ServerVersion version() {
      return ServerVersion.parse(version);
    }

    MilvusDatabases databases() {
      return Answers.of(MilvusDatabases.class, new Databases());
    }

    MilvusPrivileges privileges() {
      return (privilege, absent) -> true;
    }

    MilvusCollections collections() {
      return Answers.of(MilvusCollections.class, new Collections());
    }

    MilvusPartitions partitions() {
      return Answers.of(MilvusPartitions.class, new Partitions());
    }

    MilvusSegments segments() {
      return Answers.of(MilvusSegments.class, new Segments(new RestSegments(http)));
    }

    MilvusImports imports(ServerFeatures features) {
      if (features.importPath() != ServerFeatures.ImportPath.REST) {
        throw new AssertionError("Imports of " + features);
      }
      return new RestImports(http);
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name
  private final class Databases {

    List<String> names() {
      return List.of("default");
    }

    DatabaseBackupInfo describe(String database) {
      return new DatabaseBackupInfo(database, 1, DATABASE_PROPERTIES, "");
    }

    void create(DatabaseBackupInfo database) {
      createdDatabases.add(database);
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name
  private final class Collections {

    List<CollectionName> names(String database) {
      return List.copyOf(collections);
    }

    CollectionBackupInfo describe(CollectionName name) {
      return described();
    }

    long id(CollectionName name) {
      return COLLECTION;
    }

    void create(CollectionName target, CollectionBackupInfo backup) {
      collections.add(target);
    }

    void rename(CollectionName from, CollectionName to) {
      collections.remove(from);
      collections.add(to);
    }

    void drop(CollectionName target) {
      collections.remove(target);
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name
  private static final class Partitions {

    List<PartitionBackupInfo> of(CollectionName name, long collectionId) {
      return List.of(
          new PartitionBackupInfo(PARTITION, "_default", collectionId, List.of(), 0, "NotLoad"));
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name
  private final class Segments {

    private final RestSegments rest;

    Segments(RestSegments rest) {
      this.rest = rest;
    }

    FlushTicket flush(CollectionName name) {
      String position =
          Base64.getEncoder()
              .encodeToString(
                  MsgPosition.newBuilder()
                      .setChannelName(CHANNEL)
                      .setTimestamp(FLUSHED_AT)
                      .build()
                      .toByteArray());
      return new FlushTicket(
          segmentIds,
          List.of(),
          FLUSHED_AT,
          new FlushPoint(FLUSHED_AT, 17, Map.of(CHANNEL, position)));
    }

    boolean isFlushed(CollectionName name, FlushTicket ticket) {
      return true;
    }

    Optional<List<PersistentSegment>> of(CollectionName name) {
      if (flushing > 0) {
        flushing--;
        return Optional.empty();
      }
      return Optional.of(
          segmentIds.stream()
              .map(
                  id ->
                      id == DELETES
                          ? new PersistentSegment(id, -1, 0, true, 0)
                          : new PersistentSegment(id, PARTITION, 1500, false, 0))
              .toList());
    }

    Optional<List<SegmentLogs>> logs(
        CollectionName name, long collectionId, List<Long> segmentIds) {
      return rest.logs(name, collectionId, segmentIds);
    }

    long persistentRows(CollectionName name) {
      return rowsAfterImport;
    }
  }
}
