package dev.milvusbackup.server.internal.jobs;

import java.util.Locale;

/** The kind of a job. */
public enum JobKind {
  CREATE,
  RESTORE,
  VERIFY;

  /** As in metrics and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
