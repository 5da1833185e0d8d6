package dev.milvusbackup.server.internal.create;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.server.internal.backups.BackupBrief;
import dev.milvusbackup.server.internal.http.Answer;
import dev.milvusbackup.server.internal.http.Exchange;
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
import java.util.List;
import java.util.UUID;

/** create. */
public final class CreateRoutes {

  private final Workspaces workspaces;
  private final JobBook jobs;
  private final CreateSettings defaults;

  public CreateRoutes(Workspaces workspaces, JobBook jobs, CreateSettings defaults) {
    this.workspaces = workspaces;
    this.jobs = jobs;
    this.defaults = defaults;
  }

  public List<Route> all() {
    return List.of(
        Route.post("/api/v1/create", "Creates a backup", this::create)
            .params(Param.REQUEST_ID)
            .body(CreateBody.class)
            .answer(new TypeReference<Answer<BackupBrief>>() {}));
  }

  private void create(Context ctx) {
    CreateBody body = Exchange.body(ctx, CreateBody::read);
    String sent = Exchange.requestId(ctx);
    String id = sent.isEmpty() ? UUID.randomUUID().toString() : sent;
    Exchange.answer(ctx, (code, msg) -> Answer.error(id, code, msg), () -> created(body, id));
  }

  private Object created(CreateBody body, String id) {
    TrackedJob job = start(CreateMapping.request(body, JobIdRule.check(id), defaults), body);
    if (body.job().async()) {
      return Answer.of(id, "create backup is executing asynchronously", null);
    }
    JobRecord ended = job.ended().join();
    return ended.error().isEmpty()
        ? Answer.success("", null)
        : Answer.error(id, ended.errorCode(), ended.error());
  }

  private TrackedJob start(BackupRequest request, CreateBody body) {
    Workspace workspace = workspaces.open(body.storage().backupRootPath());
    JobRecord record =
        JobRecord.starting(
            request.id(), JobKind.CREATE, request.name().value(), workspace.root(), List.of());
    return jobs.start(
        record, () -> workspace.client().create(request), JobOutcome::of, workspace::close);
  }
}
