package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names of collections that are nobody's yet. A restore fills a collection under such a name and
 * gives it its own when it is complete, so that nobody takes half of it for the whole.
 *
 * @param target what it is to become
 * @param token another one for each attempt, so that two never meet under one name
 */
public record WorkingName(CollectionName target, String token) {

  private static final String RESTORING = "__restoring_";
  private static final String PROBING = "__probing_";
  private static final Pattern MARKED =
      Pattern.compile(".*(?:" + RESTORING + "|" + PROBING + ")[0-9a-f]{8}");

  // Milvus allows 255; the token makes up for what is cut off.
  private static final int LONGEST_KEPT = 200;

  public static WorkingName of(CollectionName target) {
    return new WorkingName(target, UUID.randomUUID().toString().substring(0, 8));
  }

  /** Whether a collection is one of these, so that it is not backed up, for example. */
  public static boolean isMarked(CollectionName name) {
    return MARKED.matcher(name.name()).matches();
  }

  /** The name under which it is filled. */
  public CollectionName restoring() {
    return marked(RESTORING);
  }

  /** The name of a collection that is made to try something, and dropped again. */
  public CollectionName probing() {
    return marked(PROBING);
  }

  private CollectionName marked(String mark) {
    String name = target.name();
    String kept = name.length() > LONGEST_KEPT ? name.substring(0, LONGEST_KEPT) : name;
    return new CollectionName(target.database(), kept + mark + token);
  }
}
