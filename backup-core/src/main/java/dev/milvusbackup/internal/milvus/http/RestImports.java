package dev.milvusbackup.internal.milvus.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Imports over HTTP, for servers from 2.4 on. */
public final class RestImports implements MilvusImports {

  private static final String CREATE = "/v2/vectordb/jobs/import/create";
  private static final String DESCRIBE = "/v2/vectordb/jobs/import/describe";

  private final MilvusHttp milvus;

  public RestImports(MilvusHttp milvus) {
    this.milvus = milvus;
  }

  @Override
  public String start(ImportJob job) {
    JsonNode id = milvus.change("import into " + job.target(), CREATE, body(job)).path("jobId");
    if (!id.isTextual()) {
      throw milvus.unexpected("import into " + job.target(), "it names no job");
    }
    return id.textValue();
  }

  @Override
  public ImportProgress progress(CollectionName target, String jobId) {
    String verb = "ask for the state of import job " + jobId;
    JsonNode answer =
        milvus.read(verb, DESCRIBE, Map.of("dbName", target.database(), "jobId", jobId));
    return new ImportProgress(
        switch (answer.path("state").asText()) {
          case "Pending" -> ImportProgress.State.PENDING;
          case "Completed" -> ImportProgress.State.COMPLETED;
          case "Failed" -> ImportProgress.State.FAILED;
          case "" -> throw milvus.unexpected(verb, "it names no state");
          default -> ImportProgress.State.RUNNING;
        },
        answer.path("progress").asInt(),
        answer.path("totalRows").asLong(),
        answer.path("reason").asText());
  }

  private static Map<String, Object> body(ImportJob job) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dbName", job.target().database());
    body.put("collectionName", job.target().name());
    Map<String, String> options = new LinkedHashMap<>();
    if (job instanceof ImportJob.OfRows rows) {
      body.put("partitionName", rows.partition());
      body.put("files", rows.directories().stream().map(RestImports::paths).toList());
      options.put("backup", "true");
      addFormat(options, rows.format());
    } else if (job instanceof ImportJob.OfDeletes deletes) {
      deletes.partition().ifPresent(partition -> body.put("partitionName", partition));
      body.put("files", deletes.directories().stream().map(d -> List.of(d.deltas())).toList());
      // Sent without "backup" and without a path of inserts, which keeps the server safe.
      options.put("l0_import", "true");
    }
    options.put("skip_disk_quota_check", "true");
    body.put("options", options);
    return body;
  }

  private static List<String> paths(BinlogDirectory directory) {
    return directory.deltas().isEmpty()
        ? List.of(directory.inserts())
        : List.of(directory.inserts(), directory.deltas());
  }

  private static void addFormat(Map<String, String> options, ImportJob.SegmentFormat format) {
    if (format.storageVersion() > 0) {
      options.put("storage_version", Long.toString(format.storageVersion()));
    }
    format.until().ifPresent(until -> options.put("end_ts", Long.toString(until)));
  }
}
