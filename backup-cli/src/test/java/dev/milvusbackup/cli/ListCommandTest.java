package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupListing.Status;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.StoreUsage;
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
            .deleted(List.of("c"))
            .build();

    assertThat(Json.print(ListCommand.json(listing)).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"backups\":[{\"id\":\"\",\"name\":\"a\",\"size\":0,\"milvus_version\":\"\","
                + "\"created_at\":\"1970-01-01T00:00:00Z\",\"origin\":\"NATIVE\",\"mode\":\"BINLOG\",\"incremental\":false}],"
                + "\"incomplete\":[{\"name\":\"b\",\"reason\":\"ithasnometadata\",\"status\":\"LEFTOVER\"}],"
                + "\"deleted\":[\"c\"]}");
  }

  @Test
  void showsATree() {
    StoreUsage usage =
        StoreUsage.builder()
            .backups(
                List.of(
                    BackupUsage.builder("full").own(2048, 1 << 20).build(),
                    BackupUsage.builder("n_1")
                        .incremental(true)
                        .own(1024, 0)
                        .bytesOnlyHere(3 << 20)
                        .shared(5 << 20, List.of("n_2", "n_3", "n_4", "n_5", "n_6", "n_7"))
                        .build(),
                    BackupUsage.builder("n_2").own(0, 7).problem("it is damaged").build()))
            .bytes(9 << 20)
            .bytesUnreferenced(1 << 20)
            .build();

    assertThat(String.join("\n", UsageText.lines(usage)))
        .isEqualTo(
            """
            full  a delete frees 1.0 MiB
            ├─ metadata 2.0 KiB
            └─ data 1.0 MiB
            n_1  a delete frees 3.0 MiB
            ├─ metadata 1.0 KiB
            ├─ objects that only it needs 3.0 MiB
            └─ shared with n_2, n_3, n_4, n_5, n_6 and 1 more 5.0 MiB
            n_2  a delete frees 7 B
            ├─ metadata 0 B
            └─ data 7 B
            store: 9.0 MiB
            shared objects that no backup needs: 1.0 MiB""");
    assertThat(Json.print(UsageText.json(usage)).replaceAll("\\s", ""))
        .contains(
            "{\"name\":\"n_2\",\"incremental\":false,\"metadata_bytes\":0,\"data_bytes\":7,\"bytes_only_here\":0,"
                + "\"bytes_shared\":0,\"shared_with\":[],\"bytes_freed\":7,\"problem\":\"itisdamaged\"}");
  }
}
