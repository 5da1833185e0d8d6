package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last good backups: those of which no newer one has rows of all their collections. A backup
 * without rows is never one, so a nightly backup of collections that were emptied by mistake
 * replaces nothing. Neither does one in which a verification has found damage.
 */
final class LastGood {

  private final List<Content> last = new ArrayList<>();

  /**
   * A backup and what it can bring back.
   *
   * @param collections the collections of which it has rows
   * @param damaged whether a verification has found damage
   */
  record Content(BackupSummary backup, Set<CollectionName> collections, boolean damaged) {

    boolean isGood() {
      return !damaged && !collections.isEmpty();
    }

    boolean replaces(Content other) {
      return collections.containsAll(other.collections);
    }
  }

  LastGood(List<Content> newestFirst) {
    for (Content content : newestFirst) {
      if (content.isGood() && last.stream().noneMatch(n -> n.replaces(content))) {
        last.add(content);
      }
    }
  }

  /** Whether it is one of them. */
  boolean contains(BackupSummary backup) {
    return last.stream().anyMatch(content -> content.backup().equals(backup));
  }

  /**
   * Whether a damaged backup is all that remains of its collections: part of it may still be
   * restored.
   */
  boolean lack(Content content) {
    return content.damaged()
        && !content.collections().isEmpty()
        && last.stream().noneMatch(n -> n.replaces(content));
  }

  /** The one that makes a backup superfluous; empty if it is one itself or has no rows. */
  Optional<BackupSummary> replacing(Content content) {
    return content.collections().isEmpty() || contains(content.backup())
        ? Optional.empty()
        : last.stream().filter(n -> n.replaces(content)).map(Content::backup).findFirst();
  }
}
