package dev.milvusbackup.server.internal.verify;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.InvalidRequestException;
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
import java.util.List;
import java.util.UUID;

/** verify: starts one, and returns its state. */
public final class VerifyRoutes {

  private static final String PATH = "/api/v1/verify";

  private final Workspaces workspaces;
  private final JobBook jobs;

  public VerifyRoutes(Workspaces workspaces, JobBook jobs) {
    this.workspaces = workspaces;
    this.jobs = jobs;
  }

  public List<Route> all() {
    TypeReference<Answer<VerifyTaskJson>> one = new TypeReference<>() {};
    return List.of(
        Route.post(PATH, "Checks that a backup is complete and undamaged", this::verify)
            .params(Param.REQUEST_ID)
            .body(VerifyBody.class)
            .answer(one),
        Route.get(PATH, "Shows the progress and the findings of a verification", this::get)
            .params(Param.REQUEST_ID, Param.query("id", "The id of the verification."))
            .answer(one));
  }

  private void verify(Context ctx) {
    VerifyBody body = Exchange.body(ctx, VerifyBody::read);
    String sent = Exchange.requestId(ctx);
    String own = body.job().requestId();
    String requestId = sent.isEmpty() && own != null ? own : sent;
    Exchange.answer(
        ctx, (code, msg) -> Answer.error(requestId, code, msg), () -> verified(body, requestId));
  }

  private Object verified(VerifyBody body, String requestId) {
    TrackedJob job = start(body);
    if (body.job().async()) {
      return Answer.of(requestId, "verify is executing asynchronously", VerifyTaskJson.of(job));
    }
    JobRecord ended = job.ended().join();
    return ended.error().isEmpty()
        ? Answer.success(requestId, VerifyTaskJson.of(job))
        : new Answer<>(requestId, ended.errorCode(), ended.error(), VerifyTaskJson.of(job));
  }

  private TrackedJob start(VerifyBody body) {
    String sent = body.job().id();
    String id =
        sent == null || sent.isEmpty() ? UUID.randomUUID().toString() : JobIdRule.check(sent);
    VerifyRequest request = VerifyMapping.request(body, id);
    Workspace workspace = workspaces.open(body.scope().path());
    JobRecord record =
        JobRecord.starting(
            id, JobKind.VERIFY, request.backup().value(), workspace.root(), List.of());
    return jobs.start(
        record, () -> workspace.client().verify(request), JobOutcome::of, workspace::close);
  }

  private void get(Context ctx) {
    String requestId = Exchange.requestId(ctx);
    Exchange.answer(
        ctx,
        (code, msg) -> Answer.error(requestId, code, msg),
        () ->
            Answer.success(
                requestId,
                found(
                    Exchange.query(ctx, "id")
                        .orElseThrow(
                            () -> new InvalidRequestException("Cannot show it: id is missing.")))));
  }

  private VerifyTaskJson found(String id) {
    return jobs.find(id)
        .filter(job -> job.record().kind() == JobKind.VERIFY)
        .map(VerifyTaskJson::of)
        .orElseThrow(() -> new NotFoundException("Cannot find a verification of that id."));
  }
}
