package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings about a backup, from any thread. Counts all and keeps the first. */
public final class Findings {

  private final List<Finding> kept = new ArrayList<>();
  private final int most;
  private long count;

  public Findings() {
    this(VerifyReport.MAX_FINDINGS);
  }

  private Findings(int most) {
    this.most = most;
  }

  /** Keeps all of them. */
  public static Findings all() {
    return new Findings(Integer.MAX_VALUE);
  }

  public void add(FindingKind kind, ObjectKey key, String message) {
    add(Finding.of(kind, key, message));
  }

  public synchronized void add(Finding finding) {
    count++;
    if (kept.size() < most) {
      kept.add(finding);
    }
  }

  public synchronized long count() {
    return count;
  }

  /** The kept findings, by key. */
  public synchronized List<Finding> sorted() {
    return kept.stream()
        .sorted(Comparator.comparing(Finding::key).thenComparing(Finding::kind))
        .toList();
  }
}
