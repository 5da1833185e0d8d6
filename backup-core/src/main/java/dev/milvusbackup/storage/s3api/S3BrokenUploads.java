package dev.milvusbackup.storage.s3api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often the upload of an object broke although the service is reachable. A proxy that
 * refuses a body may close the connection while the body is sent, before its answer can be read.
 * Such an upload breaks every time.
 */
final class S3BrokenUploads {

  /** So many breaks in succession are no accident. */
  static final int REFUSAL = 4;

  private static final int MOST = 1000;

  private final Map<S3Address, Integer> breaks = new LinkedHashMap<>();

  synchronized int add(S3Address target) {
    if (breaks.size() == MOST && !breaks.containsKey(target)) {
      breaks.remove(breaks.keySet().iterator().next());
    }
    return breaks.merge(target, 1, Integer::sum);
  }

  synchronized void forget(S3Address target) {
    breaks.remove(target);
  }
}
