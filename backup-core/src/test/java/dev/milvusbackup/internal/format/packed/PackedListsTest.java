package dev.milvusbackup.internal.format.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PackedSegments;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is packed comes out as it was. */
class PackedListsTest {

  private static final String MD5 = "MD5:00112233445566778899aabbccddeeff";
  private static final String SHA256 = "SHA-256:" + "0123456789abcdef".repeat(4);

  @Test
  void segmentsAsMilvusMakesThem() {
    List<SegmentBackupInfo> segments =
        IntStream.range(0, 100).mapToObj(i -> segment(449000000000000000L + 1000L * i)).toList();

    List<SegmentBackupInfo> packed = PackedSegments.of(segments);

    assertThat(packed).isInstanceOf(PackedSegments.class).isEqualTo(segments);
    assertThat(packed.get(50)).isEqualTo(segments.get(50));
  }

  @Test
  void segmentsThatAreUnlikeEachOther() {
    List<SegmentBackupInfo> odd = new ArrayList<>(List.of(segment(1), segment(Long.MAX_VALUE)));
    List<Binlog> logs =
        List.of(
            new Binlog("", -1, 0),
            new Binlog("somewhere/else", Long.MAX_VALUE, Long.MIN_VALUE),
            new Binlog("files/insert_log/2/3/1/0/9\ud83d\ude00", 1, 9));
    odd.add(
        new SegmentBackupInfo(
            -5,
            Long.MIN_VALUE,
            -1,
            -7,
            List.of(new FieldBinlog(Long.MIN_VALUE, logs), new FieldBinlog(0, List.of())),
            List.of(new FieldBinlog(0, List.of())),
            0,
            0,
            true,
            "by-dev-rootcoord-dml_0_1v0",
            2,
            new SharedLogs("r1", "ab")));

    assertThat(PackedSegments.of(odd)).isEqualTo(odd);
    assertThat(PackedSegments.of(List.of())).isEmpty();
  }

  @Test
  void objectsWithAnyDigest() {
    List<CommittedObject> objects = new ArrayList<>();
    String[] digests = {"", MD5, SHA256, "SHA-256:00FF", "MD5:0", "CRC32C:0a0b0c0d", "no digest"};
    for (int i = 0; i < 1000; i++) {
      objects.add(new CommittedObject(path(i), i * 1000L, digests[i % digests.length]));
    }

    PackedObjects packed = PackedObjects.of(objects);

    assertThat(packed).isEqualTo(objects);
    for (int i = 0; i < 1000; i++) {
      assertThat(packed.get(i)).isEqualTo(objects.get(i));
      assertThat(packed.find(path(i))).contains(objects.get(i));
      assertThat(packed.find(path(i) + "0")).isEmpty();
    }
    assertThat(packed.find("")).isEmpty();
    assertThat(PackedObjects.of(List.of()).find("a")).isEmpty();
  }

  @Test
  void pathsThatDifferInHalfACharacter() {
    List<CommittedObject> objects =
        List.of(
            new CommittedObject("a\ud83d\ude00", 1, ""),
            new CommittedObject("a\ud83d\ude00b", 1, ""),
            new CommittedObject("a\ud83d\ude01", 1, ""));

    assertThat(PackedObjects.of(objects)).isEqualTo(objects);
  }

  @Test
  void objectsOutOfOrderAreDamage() {
    for (String paths : List.of("[{\"path\":\"b\"},{\"path\":\"a\"}]", "[{},{}]", "[null]", "{}")) {
      byte[] json = ("{\"objects\":" + paths + "}").getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> MetadataJson.read(json, CommitRecord.class, "it"))
          .isInstanceOf(CorruptBackupException.class);
    }
  }

  @Test
  void segmentsThatAreNoSegmentsAreDamage() {
    for (String segments : List.of("[null]", "{}", "[{\"binlogs\":[null]}]", "[[]]", "7")) {
      byte[] json = ("{\"segment_backups\":" + segments + "}").getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> MetadataJson.read(json, PartitionBackupInfo.class, "it"))
          .isInstanceOf(CorruptBackupException.class);
    }
  }

  private static SegmentBackupInfo segment(long id) {
    List<FieldBinlog> inserts = new ArrayList<>();
    for (long field : new long[] {0, 1, 100, 101}) {
      String path = "files/insert_log/2/3/" + id + "/" + field + "/" + (id + field);
      inserts.add(new FieldBinlog(field, List.of(new Binlog(path, 4096, id + field))));
    }
    Binlog delete = new Binlog("files/delta_log/2/3/" + id + "/" + (id + 7), 100, id + 7);
    List<FieldBinlog> deletes = List.of(new FieldBinlog(0, List.of(delete)));
    return new SegmentBackupInfo(id, 2, 3, 1000, inserts, deletes, 16484, id, false, "", 0, null);
  }

  private static String path(int number) {
    return "binlogs/insert_log/4490/%08d/4491/100/%d".formatted(number, number);
  }
}
