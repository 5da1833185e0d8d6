package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The backups that a store has to have, with the rows that each had when it was made. */
final class ExpectedBackups {

  private final Map<String, Backup> kept = new TreeMap<>();
  private final Map<String, Deleted> deleted = new TreeMap<>();

  /** One that is kept. */
  record Backup(List<Object[]> rows, boolean full) {}

  /** One that can be undeleted, until a prune that runs a grace period later. */
  private record Deleted(List<Object[]> rows, Instant at) {}

  void add(String name, List<Object[]> rows, boolean full) {
    deleted.remove(name);
    kept.put(name, new Backup(rows, full));
  }

  void adopted(String name) {
    add(name, rows(name), false);
  }

  void delete(String name, Instant now) {
    Backup backup = remove(name);
    if (!backup.full()) {
      deleted.put(name, new Deleted(backup.rows(), now));
    }
  }

  private Backup remove(String name) {
    return Optional.ofNullable(kept.remove(name)).orElseThrow();
  }

  void undeleted(String name) {
    add(name, Optional.ofNullable(deleted.get(name)).orElseThrow().rows(), false);
  }

  /** Those that a prune removes, and does no longer bring back. */
  List<String> expire(Instant oldest) {
    List<String> due =
        deleted.entrySet().stream()
            .filter(entry -> entry.getValue().at().isBefore(oldest))
            .map(Map.Entry::getKey)
            .toList();
    deleted.keySet().removeAll(due);
    return due;
  }

  List<Object[]> rows(String name) {
    return Optional.ofNullable(kept.get(name)).orElseThrow().rows();
  }

  List<String> kept() {
    return List.copyOf(kept.keySet());
  }

  List<String> deleted() {
    return List.copyOf(deleted.keySet());
  }

  List<String> ofKind(boolean full) {
    return kept.entrySet().stream()
        .filter(entry -> entry.getValue().full() == full)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a listing shows exactly these, and all that can be undeleted. */
  void require(BackupListing listing) {
    List<String> full = new ArrayList<>();
    List<String> incremental = new ArrayList<>();
    for (BackupSummary backup : listing.backups()) {
      (backup.incremental() ? incremental : full).add(backup.name());
    }
    assertThat(new TreeSet<>(full)).isEqualTo(new TreeSet<>(ofKind(true)));
    assertThat(new TreeSet<>(incremental)).isEqualTo(new TreeSet<>(ofKind(false)));
    assertThat(listing.deleted()).containsAll(deleted.keySet());
  }

  @Override
  public String toString() {
    return "full %s, incremental %s, deleted %s".formatted(ofKind(true), ofKind(false), deleted());
  }
}
