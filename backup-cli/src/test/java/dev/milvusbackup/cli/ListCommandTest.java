package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupListing.Status;
import dev.milvusbackup.BackupSummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {

  @Test
  void printsCompleteAndIncompleteBackupsAsJson() {
    BackupListing listing =
        BackupListing.builder()
            .backups(List.of(BackupSummary.builder("a").createdAt(Instant.EPOCH).build()))
            .incomplete(List.of(Incomplete.of("b", "it has no metadata", Status.LEFTOVER)))
            .build();

    assertThat(Json.print(ListCommand.json(listing)).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"backups\":[{\"id\":\"\",\"name\":\"a\",\"size\":0,\"milvus_version\":\"\","
                + "\"created_at\":\"1970-01-01T00:00:00Z\",\"origin\":\"NATIVE\",\"mode\":\"BINLOG\",\"incremental\":false}],"
                + "\"incomplete\":[{\"name\":\"b\",\"reason\":\"ithasnometadata\",\"status\":\"LEFTOVER\"}]}");
  }
}
