package dev.milvusbackup.server.internal.backups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.server.internal.http.ServerJson;
import org.junit.jupiter.api.Test;

class BackupBriefTest {

  @Test
  void leftoversAreOneFlatObjectWithoutItsEmptyFields() {
    BackupBrief leftovers = BackupBrief.incomplete("books", "It is not complete.");

    assertThat(new String(ServerJson.write(leftovers), UTF_8))
        .isEqualTo(
            """
            {"state_code":3,"errorMessage":"It is not complete.","progress":0,"name":"books",\
            "size":0,"meta_size":0}""");
  }
}
