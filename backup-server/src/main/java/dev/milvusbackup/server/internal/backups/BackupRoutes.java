package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.http.Answer;
import dev.milvusbackup.server.internal.http.Exchange;
import dev.milvusbackup.server.internal.http.Param;
import dev.milvusbackup.server.internal.http.Route;
import dev.milvusbackup.server.internal.jobs.BusyException;
import dev.milvusbackup.server.internal.jobs.JobBook;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import dev.milvusbackup.server.internal.workspace.Workspace;
import dev.milvusbackup.server.internal.workspace.Workspaces;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/** list, get_backup and delete. */
public final class BackupRoutes {

  private final Workspaces workspaces;
  private final JobBook jobs;
  private final BackupLookup lookup;

  public BackupRoutes(Workspaces workspaces, JobBook jobs) {
    this.workspaces = workspaces;
    this.jobs = jobs;
    this.lookup = new BackupLookup(workspaces, jobs);
  }

  public List<Route> all() {
    return List.of(
        Route.get("/api/v1/list", "Lists the backups", this::list)
            .params(Param.REQUEST_ID)
            .answer(new TypeReference<Answer<List<BackupSummaryJson>>>() {}),
        Route.get(
                "/api/v1/get_backup", "Shows a backup, or the progress of its creation", this::get)
            .params(
                Param.REQUEST_ID,
                Param.query("backup_name", "Its name."),
                Param.query("backup_id", "Its id; wins over the name."),
                Param.query("path", "Another directory of the same bucket."))
            .answer(new TypeReference<Answer<BackupBrief>>() {}),
        Route.get(
                "/api/v1/usage",
                "Shows what each backup holds, and what deleting it would free",
                this::usage)
            .params(Param.REQUEST_ID, Param.query("path", "Another directory of the same bucket."))
            .answer(new TypeReference<Answer<UsageJson>>() {}),
        Route.delete("/api/v1/delete", "Deletes a backup, complete or not", this::delete)
            .params(Param.REQUEST_ID, Param.query("backup_name", "Its name."))
            .answer(new TypeReference<DeleteAnswer>() {}));
  }

  private void list(Context ctx) {
    String id = Exchange.requestId(ctx);
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(id, code, msg),
        () -> {
          if (ctx.queryParam("collection_name") != null) {
            throw new InvalidRequestException("collection_name is deprecated");
          }
          return Answer.of(
              id,
              "",
              workspaces.home().client().list().backups().stream()
                  .map(BackupSummaryJson::of)
                  .toList());
        });
  }

  private void usage(Context ctx) {
    String id = Exchange.requestId(ctx);
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(id, code, msg),
        () -> {
          try (Workspace place = workspaces.open(Exchange.query(ctx, "path").orElse(""))) {
            return Answer.success(id, UsageJson.of(place.client().usage()));
          }
        });
  }

  private void get(Context ctx) {
    String requestId = Exchange.requestId(ctx);
    String path = Exchange.query(ctx, "path").orElse("");
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(requestId, code, msg),
        () -> {
          BackupBrief found =
              Exchange.query(ctx, "backup_id")
                  .map(id -> lookup.byId(id, path))
                  .or(() -> Exchange.query(ctx, "backup_name").map(n -> lookup.byName(n, path)))
                  .orElseThrow(
                      () ->
                          new InvalidRequestException(
                              "server: empty backup name and backup id, please set a backup name or id"));
          return Answer.success(requestId, found);
        });
  }

  private void delete(Context ctx) {
    String sent = Exchange.requestId(ctx);
    String id = sent.isEmpty() ? UUID.randomUUID().toString() : sent;
    Exchange.answer(
        ctx,
        (code, msg) -> new DeleteAnswer(id, code, msg),
        () -> {
          String name =
              Exchange.query(ctx, "backup_name")
                  .orElseThrow(() -> new InvalidRequestException("backup name is required"));
          refuseWhileUsed(name);
          workspaces.home().client().delete(name).await();
          return new DeleteAnswer(id, 0, "success");
        });
  }

  private void refuseWhileUsed(String name) {
    jobs.latest(j -> !j.state().ended() && j.backup().equals(name) && j.root().isEmpty())
        .map(TrackedJob::record)
        .ifPresent(
            job -> {
              throw new BusyException(
                  "Cannot delete backup '%s': job %s (%s) uses it. Wait for it, or cancel it with POST /api/v1/jobs/%s/cancel."
                      .formatted(name, job.id(), job.kind().label(), job.id()));
            });
  }
}
