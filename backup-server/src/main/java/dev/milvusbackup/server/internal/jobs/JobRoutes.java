package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.milvusbackup.server.internal.http.Answer;
import dev.milvusbackup.server.internal.http.Exchange;
import dev.milvusbackup.server.internal.http.Param;
import dev.milvusbackup.server.internal.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;

/**
 * Routes that the Go tool does not have: all jobs, one job, its cancellation, its progress as
 * events.
 */
public final class JobRoutes {

  private static final Param ID = Param.path("id", "The id of the job.");

  private final JobBook jobs;
  private final JobEvents events = new JobEvents();

  public JobRoutes(JobBook jobs) {
    this.jobs = jobs;
  }

  public List<Route> all() {
    TypeReference<Answer<JobJson>> one = new TypeReference<>() {};
    return List.of(
        Route.get("/api/v1/jobs", "Lists the latest jobs, the newest first", this::list)
            .answer(new TypeReference<Answer<List<JobJson>>>() {}),
        Route.get("/api/v1/jobs/{id}", "Shows a job", this::get).params(ID).answer(one),
        Route.post("/api/v1/jobs/{id}/cancel", "Cancels a job", this::cancel)
            .params(ID)
            .answer(one),
        Route.get(
                "/api/v1/jobs/{id}/events",
                "The progress of a job as Server-Sent Events, until it has ended",
                this::events)
            .params(ID));
  }

  private void list(Context ctx) {
    Exchange.json(ctx, 200, Answer.success("", jobs.list().stream().map(JobJson::of).toList()));
  }

  private void get(Context ctx) {
    with(ctx, job -> Exchange.json(ctx, 200, Answer.success("", JobJson.of(job))));
  }

  private void cancel(Context ctx) {
    with(
        ctx,
        job -> {
          if (!jobs.cancel(job)) {
            String why = "Cannot cancel job %s: it has ended.".formatted(job.record().id());
            Exchange.json(ctx, 200, Answer.error("", Answer.FAIL, why));
            return;
          }
          job.ended().join();
          Exchange.json(ctx, 200, Answer.success("", JobJson.of(job)));
        });
  }

  private void events(Context ctx) {
    with(ctx, job -> events.stream(job, ctx));
  }

  private void with(Context ctx, Consumer<TrackedJob> action) {
    jobs.find(ctx.pathParam("id"))
        .ifPresentOrElse(
            action,
            () ->
                Exchange.json(
                    ctx,
                    404,
                    Answer.error(
                        "",
                        Answer.NOT_FOUND,
                        "Cannot find the job: no job has that id. See /api/v1/jobs.")));
  }
}
