package dev.milvusbackup.server.internal.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.server.internal.http.ServerJson;
import dev.milvusbackup.server.internal.jobs.JobResult.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobJsonTest {

  @Test
  void aJobIsOneFlatObjectWithoutItsEmptyFields() {
    JobRecord job =
        new JobRecord(
            new JobSubject("a", JobKind.CREATE, "books", ""),
            JobState.SUCCESS,
            1_000,
            2_000,
            new JobResult(Failure.NONE, 7, 1, List.of(), null, List.of("left out x")));

    assertThat(new String(ServerJson.write(JobJson.of(new TrackedJob(job))), UTF_8))
        .isEqualTo(
            """
            {"id":"a","kind":"create","backup_name":"books","state_code":2,"start_time":1,\
            "end_time":2,"progress":100,"bytes_done":7,"bytes":7,"rows_done":1,"rows":1,\
            "notes":["left out x"]}""");
  }
}
