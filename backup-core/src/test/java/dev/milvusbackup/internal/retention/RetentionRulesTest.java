package dev.milvusbackup.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by a table that was worked out by hand. */
class RetentionRulesTest {

  /**
   * A case.
   *
   * @param times of the backups a, b, c and so on
   * @param kept their names
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          last=1 | UTC | 2026-03-01T00:00:00Z 2026-03-02T00:00:00Z | b
          last=3 | UTC | 2026-03-01T00:00:00Z 2026-03-02T00:00:00Z | ab
          last=2 | UTC | 2026-03-01T00:00:00Z 2026-03-01T00:00:00Z 2026-03-01T00:00:00Z | bc
          last=1 | UTC | 2026-03-01T00:00:00Z 2026-03-01T00:00:00Z | b
          last=2 | UTC | 2026-03-03T00:00:00Z 2026-03-01T00:00:00Z 2026-03-02T00:00:00Z | ac
          last=2147483647 | UTC | 2026-03-03T00:00:00Z 2026-03-01T00:00:00Z | ab
          last=1 | UTC | '' | ''
          hourly=2 | UTC | 2026-03-01T10:05:00Z 2026-03-01T10:50:00Z 2026-03-01T11:10:00Z | bc
          hourly=1 | UTC | 2026-03-01T10:59:59Z 2026-03-01T11:00:00Z | b
          hourly=2 | UTC | 2026-03-01T10:59:59.999Z 2026-03-01T11:00:00Z | ab
          hourly=3 | UTC | 2026-03-01T01:00:00Z 2026-03-01T05:00:00Z 2026-03-01T09:30:00Z 2026-03-01T09:40:00Z | abd
          hourly=2 | Europe/Berlin | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z | ab
          hourly=1 | Europe/Berlin | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z | b
          hourly=2 | Europe/Berlin | 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z | ab
          hourly=2 | Asia/Kolkata | 2026-03-01T10:20:00Z 2026-03-01T10:40:00Z 2026-03-01T11:20:00Z | ac
          hourly=2 | UTC | 2026-03-01T10:20:00Z 2026-03-01T10:40:00Z 2026-03-01T11:20:00Z | bc
          daily=2 | UTC | 2026-03-01T01:00:00Z 2026-03-01T23:00:00Z 2026-03-02T05:00:00Z | bc
          daily=2 | UTC | 2026-03-01T00:00:00Z 2026-03-05T00:00:00Z 2026-03-09T00:00:00Z | bc
          daily=1 | UTC | 2026-03-01T23:59:59Z 2026-03-02T00:00:00Z | b
          daily=2 | UTC | 2026-03-01T23:59:59Z 2026-03-02T00:00:00Z | ab
          daily=2 | Asia/Tokyo | 2026-03-01T14:59:00Z 2026-03-01T15:00:00Z | ab
          daily=2 | UTC | 2026-03-01T14:59:00Z 2026-03-01T15:00:00Z | b
          daily=2 | America/New_York | 2026-03-08T05:00:00Z 2026-03-09T03:59:00Z 2026-03-09T04:00:00Z | bc
          daily=2 | UTC | 2028-02-28T12:00:00Z 2028-02-29T12:00:00Z 2028-03-01T12:00:00Z | bc
          daily=3 | UTC | 2028-02-28T12:00:00Z 2028-02-29T12:00:00Z 2028-03-01T12:00:00Z | abc
          daily=2 | UTC | 2027-02-28T12:00:00Z 2027-03-01T12:00:00Z | ab
          weekly=2 | UTC | 2026-03-01T12:00:00Z 2026-03-02T12:00:00Z 2026-03-08T12:00:00Z 2026-03-09T12:00:00Z | cd
          weekly=3 | UTC | 2026-03-01T12:00:00Z 2026-03-02T12:00:00Z 2026-03-08T12:00:00Z 2026-03-09T12:00:00Z | acd
          weekly=2 | UTC | 2026-12-31T12:00:00Z 2027-01-01T12:00:00Z 2027-01-04T12:00:00Z | bc
          weekly=2 | UTC | 2024-12-29T12:00:00Z 2024-12-30T12:00:00Z 2025-01-05T12:00:00Z | ac
          weekly=1 | UTC | 2020-12-27T12:00:00Z 2020-12-28T12:00:00Z 2021-01-03T12:00:00Z | c
          weekly=2 | UTC | 2020-12-27T12:00:00Z 2020-12-28T12:00:00Z 2021-01-03T12:00:00Z | ac
          weekly=2 | Pacific/Auckland | 2026-01-04T10:30:00Z 2026-01-04T11:30:00Z | ab
          weekly=2 | UTC | 2026-01-04T10:30:00Z 2026-01-04T11:30:00Z | b
          weekly=2 | UTC | 2025-03-05T12:00:00Z 2026-03-04T12:00:00Z | ab
          monthly=2 | UTC | 2026-01-31T23:59:00Z 2026-02-01T00:00:00Z 2026-02-28T10:00:00Z | ac
          monthly=3 | UTC | 2025-11-15T00:00:00Z 2025-12-15T00:00:00Z 2026-01-15T00:00:00Z 2026-01-20T00:00:00Z | abd
          monthly=2 | UTC | 2028-02-29T23:00:00Z 2028-03-01T01:00:00Z | ab
          monthly=2 | America/Los_Angeles | 2026-02-01T07:59:00Z 2026-02-01T08:00:00Z | ab
          monthly=2 | UTC | 2026-02-01T07:59:00Z 2026-02-01T08:00:00Z | b
          monthly=2 | UTC | 2025-03-10T00:00:00Z 2026-03-10T00:00:00Z | ab
          yearly=2 | UTC | 2024-06-01T00:00:00Z 2025-06-01T00:00:00Z 2025-12-31T23:59:00Z 2026-01-01T00:00:00Z | cd
          yearly=1 | UTC | 2024-06-01T00:00:00Z 2025-06-01T00:00:00Z 2025-12-31T23:59:00Z 2026-01-01T00:00:00Z | d
          yearly=2 | Pacific/Kiritimati | 2025-12-31T09:59:00Z 2025-12-31T10:00:00Z | ab
          yearly=2 | UTC | 2025-12-31T09:59:00Z 2025-12-31T10:00:00Z | b
          within=PT48H | UTC | 2026-03-01T00:00:00Z 2026-03-02T00:00:00Z 2026-03-03T00:00:00Z 2026-03-03T00:00:01Z | bcd
          within=PT48H | UTC | 2026-03-01T00:00:00Z 2026-03-03T00:00:00Z | ab
          within=PT1H | UTC | 2001-01-01T00:00:00Z 2001-01-02T00:00:00Z | b
          last=1 daily=2 | UTC | 2026-03-01T10:00:00Z 2026-03-02T10:00:00Z 2026-03-02T20:00:00Z | ac
          daily=2 weekly=2 | UTC | 2026-02-22T12:00:00Z 2026-03-01T12:00:00Z 2026-03-02T12:00:00Z 2026-03-03T12:00:00Z | bcd
          monthly=2 yearly=2 | UTC | 2025-01-10T00:00:00Z 2025-12-10T00:00:00Z 2026-01-10T00:00:00Z 2026-02-10T00:00:00Z | bcd
          last=1 hourly=1 | UTC | 2026-03-01T00:00:00Z 2026-03-01T00:00:00Z 2026-03-01T00:00:00Z | c
          within=PT1H daily=2 | UTC | 2026-03-01T09:00:00Z 2026-03-02T08:30:00Z 2026-03-02T09:00:00Z 2026-03-02T09:30:00Z | abcd
          """)
  void keeps(String rules, String zone, String times, String kept) {
    PruneRequest.Builder request = PruneRequest.builder().allBackups().zone(ZoneId.of(zone));
    for (String rule : rules.split(" ", -1)) {
      add(request, rule.substring(0, rule.indexOf('=')), rule.substring(rule.indexOf('=') + 1));
    }

    Map<BackupSummary, Set<KeepReason>> reasons =
        RetentionRules.apply(request.build(), backups(times));

    assertThat(
            reasons.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey().name())
                .sorted()
                .collect(Collectors.joining()))
        .isEqualTo(kept);
  }

  private static List<BackupSummary> backups(String times) {
    List<BackupSummary> backups = new ArrayList<>();
    for (String time : times.isEmpty() ? new String[0] : times.split(" ", -1)) {
      String name = Character.toString('a' + backups.size());
      backups.add(BackupSummary.builder(name).createdAt(Instant.parse(time)).build());
    }
    return backups;
  }

  private static void add(PruneRequest.Builder request, String rule, String value) {
    switch (rule) {
      case "last" -> request.keepLast(Integer.parseInt(value));
      case "hourly" -> request.keepHourly(Integer.parseInt(value));
      case "daily" -> request.keepDaily(Integer.parseInt(value));
      case "weekly" -> request.keepWeekly(Integer.parseInt(value));
      case "monthly" -> request.keepMonthly(Integer.parseInt(value));
      case "yearly" -> request.keepYearly(Integer.parseInt(value));
      case "within" -> request.keepWithin(Duration.parse(value));
      default -> throw new IllegalArgumentException(rule);
    }
  }
}
