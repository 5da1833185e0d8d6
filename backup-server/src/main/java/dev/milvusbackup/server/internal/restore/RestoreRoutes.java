package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.server.internal.http.Answer;
import dev.milvusbackup.server.internal.http.Exchange;
import dev.milvusbackup.server.internal.http.NotFoundException;
import dev.milvusbackup.server.internal.http.Param;
import dev.milvusbackup.server.internal.http.Route;
import dev.milvusbackup.server.internal.jobs.JobBook;
import dev.milvusbackup.server.internal.jobs.JobIdRule;
import dev.milvusbackup.server.internal.jobs.JobKind;
import dev.milvusbackup.server.internal.jobs.JobOutcome;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import dev.milvusbackup.server.internal.workspace.Workspace;
import dev.milvusbackup.server.internal.workspace.Workspaces;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** restore and get_restore. */
public final class RestoreRoutes {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("'restore_'yyyy_MM_dd_HH_mm_ss_nnnnnnnnn")
          .withZone(ZoneOffset.UTC);

  private final Workspaces workspaces;
  private final JobBook jobs;

  public RestoreRoutes(Workspaces workspaces, JobBook jobs) {
    this.workspaces = workspaces;
    this.jobs = jobs;
  }

  public List<Route> all() {
    return List.of(
        Route.post("/api/v1/restore", "Restores a backup", this::restore)
            .body(RestoreBody.class)
            .answer(new TypeReference<Answer<RestoreTaskJson>>() {}),
        Route.post(
                "/api/v1/restore_secondary",
                "Not supported: restores to a secondary cluster",
                RestoreRoutes::restoreSecondary)
            .answer(new TypeReference<Answer<RestoreTaskJson>>() {}),
        Route.get("/api/v1/get_restore", "Shows the progress of a restore", this::get)
            .params(Param.REQUEST_ID, Param.query("id", "The id of the restore."))
            .answer(new TypeReference<Answer<RestoreTaskJson>>() {}));
  }

  private void restore(Context ctx) {
    RestoreBody body = Exchange.body(ctx, RestoreBody::read);
    Exchange.answer(ctx, (code, msg) -> Answer.error("", code, msg), () -> restored(body));
  }

  private Object restored(RestoreBody body) {
    String sent = body.job().requestId();
    String requestId = sent == null || sent.isEmpty() ? UUID.randomUUID().toString() : sent;
    RestoreMapping.check(body);
    TrackedJob job = start(body);
    if (body.job().async()) {
      return Answer.of(
          requestId,
          "restore backup is executing asynchronously",
          RestoreTaskJson.begun(job.record()));
    }
    JobRecord ended = job.ended().join();
    return ended.error().isEmpty()
        ? Answer.success(requestId, RestoreTaskJson.of(job))
        : Answer.error("", ended.errorCode(), ended.error());
  }

  private TrackedJob start(RestoreBody body) {
    RestoreJob asked = body.job();
    String sent = asked.id();
    String id = sent == null || sent.isEmpty() ? newId() : JobIdRule.check(sent);
    workspaces.checkBucket(asked.bucketName());
    Workspace workspace = workspaces.open(asked.path());
    try {
      BackupManifest backup = manifest(workspace, asked.requiredName());
      RestoreOrder order = RestoreMapping.order(body, id, backup);
      JobRecord record =
          JobRecord.starting(id, JobKind.RESTORE, backup.name(), workspace.root(), order.targets());
      return jobs.start(
          record,
          () -> workspace.client().restore(order.request()),
          report -> JobOutcome.of(report, backup),
          workspace::close);
    } catch (RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  private static BackupManifest manifest(Workspace workspace, String name) {
    try {
      return workspace.client().get(name);
    } catch (BackupNotFoundException e) {
      // The Go tool's message and code.
      throw new InvalidRequestException("backup " + name + " not found", e);
    }
  }

  private void get(Context ctx) {
    String requestId = Exchange.requestId(ctx);
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(requestId, code, msg),
        () -> Answer.success(requestId, found(Exchange.query(ctx, "id").orElse(""))));
  }

  private RestoreTaskJson found(String id) {
    if (id.isEmpty()) {
      throw new NotFoundException("empty restore id");
    }
    return jobs.find(id)
        .filter(job -> job.record().kind() == JobKind.RESTORE)
        .map(RestoreTaskJson::of)
        .orElseThrow(() -> new NotFoundException("task not found"));
  }

  private static void restoreSecondary(Context ctx) {
    Exchange.json(
        ctx,
        200,
        Answer.error(
            UUID.randomUUID().toString(),
            Answer.FAIL,
            "Cannot restore to a secondary cluster: this server does not support it. Use restore."));
  }

  private static String newId() {
    Instant now = Instant.now();
    return ID.format(now);
  }
}
