package dev.milvusbackup.server.internal.prune;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.config.internal.Age;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneFailedException;
import dev.milvusbackup.retention.PruneRequest;
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

/** prune: deletes old backups, or shows which ones. */
public final class PruneRoutes {

  private final Workspaces workspaces;
  private final JobBook jobs;

  public PruneRoutes(Workspaces workspaces, JobBook jobs) {
    this.workspaces = workspaces;
    this.jobs = jobs;
  }

  public List<Route> all() {
    return List.of(
        Route.post("/api/v1/prune", "Deletes old backups, those that no rule keeps", this::prune)
            .params(Param.REQUEST_ID)
            .body(PruneBody.class)
            .answer(new TypeReference<Answer<PruneJson>>() {}),
        Route.get(
                "/api/v1/explain",
                "Explains why an object of the backup store stays, or when a prune removes it",
                this::explain)
            .params(
                Param.REQUEST_ID,
                Param.query("key", "Its key, as verify reports it."),
                Param.query("grace_period", "Of the prunes: 12h, 1d. 1d if missing."),
                Param.query("path", "Another directory of the same bucket."))
            .answer(new TypeReference<Answer<ExplanationJson>>() {}));
  }

  private void explain(Context ctx) {
    String id = Exchange.requestId(ctx);
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(id, code, msg),
        () -> {
          String key =
              Exchange.query(ctx, "key")
                  .orElseThrow(
                      () -> new InvalidRequestException("Cannot explain an object: send its key."));
          PruneRequest.Builder prune = PruneRequest.builder().unreferencedOnly();
          Exchange.query(ctx, "grace_period").map(Age::parse).ifPresent(prune::gracePeriod);
          try (Workspace place = workspaces.open(Exchange.query(ctx, "path").orElse(""))) {
            return Answer.success(
                id, ExplanationJson.of(place.client().explain(key, prune.build().gracePeriod())));
          }
        });
  }

  private void prune(Context ctx) {
    PruneBody body = Exchange.body(ctx, PruneBody::read);
    String sent = Exchange.requestId(ctx);
    String own = body.job().requestId();
    String requestId = sent.isEmpty() && own != null ? own : sent;
    Exchange.answer(
        ctx, (code, msg) -> Answer.error(requestId, code, msg), () -> pruned(body, requestId));
  }

  private Object pruned(PruneBody body, String requestId) {
    PruneRequest request = body.retention().request();
    try (Workspace workspace = workspaces.open(body.job().path())) {
      BackupClient client = workspace.client();
      if (body.job().dryRun()) {
        return Answer.success(requestId, PruneJson.of(client.previewPrune(request)));
      }
      refuseWhileUsed(request, workspace);
      return Answer.success(requestId, PruneJson.of(client.prune(request).await()));
    } catch (PruneFailedException e) {
      return new Answer<>(
          requestId, Answer.FAIL, Wording.REST.of(e.getMessage()), PruneJson.of(e.report()));
    }
  }

  /** A restore or a verification would lose the backup that it reads. */
  private void refuseWhileUsed(PruneRequest request, Workspace workspace) {
    jobs.latest(
            job ->
                !job.state().ended()
                    && job.backup().startsWith(request.prefix())
                    && job.root().equals(workspace.root()))
        .map(TrackedJob::record)
        .ifPresent(
            job -> {
              throw new BusyException(
                  "Cannot prune: job %s (%s) uses backup '%s'. Wait for it, or cancel it with POST /api/v1/jobs/%s/cancel."
                      .formatted(job.id(), job.kind().label(), job.backup(), job.id()));
            });
  }
}
