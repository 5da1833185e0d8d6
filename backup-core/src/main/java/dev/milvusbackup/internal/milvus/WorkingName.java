package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Working names of collections. A restore fills a collection under such a name and renames it when
 * it is complete, so that nobody mistakes a part for the whole.
 *
 * @param target its final name
 * @param token different for each attempt, so that two never use one name
 */
public record WorkingName(CollectionName target, String token) {

  private static final String RESTORING = "__restoring_";
  private static final String PROBING = "__probing_";
  private static final Pattern MARKED =
      Pattern.compile(".*(?:" + RESTORING + "|" + PROBING + ")[0-9a-f]{8}");

  // Milvus allows 255; the token keeps shortened names unique.
  private static final int LONGEST_KEPT = 200;

  public static WorkingName of(CollectionName target) {
    return new WorkingName(target, UUID.randomUUID().toString().substring(0, 8));
  }

  /** Whether a name has the form of a working name, which somebody else's may have too. */
  public static boolean isMarked(CollectionName name) {
    return MARKED.matcher(name.name()).matches();
  }

  /** The name under which it is filled. */
  public CollectionName restoring() {
    return marked(RESTORING);
  }

  /** The name of a temporary collection of a probe. */
  public CollectionName probing() {
    return marked(PROBING);
  }

  private CollectionName marked(String mark) {
    String name = target.name();
    String kept = name.length() > LONGEST_KEPT ? name.substring(0, LONGEST_KEPT) : name;
    return new CollectionName(target.database(), kept + mark + token);
  }
}
