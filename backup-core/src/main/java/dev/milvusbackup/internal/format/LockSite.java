package dev.milvusbackup.internal.format;

import dev.milvusbackup.storage.ObjectKey;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the locks of something lie. Each holder has a generation of its own; the newest counts.
 *
 * @param directory in which other files may lie too
 * @param subject what is locked, for messages
 */
public record LockSite(ObjectKey directory, String subject) {

  private static final Pattern LOCK = Pattern.compile("lock\\.([1-9]\\d{0,8})\\.json");

  public ObjectKey lock(int generation) {
    return directory.resolve("lock." + generation + ".json");
  }

  /** Which generation of the lock a file of the directory is, if it is one. */
  public OptionalInt generation(ObjectKey key) {
    return key.isBelow(directory) ? generation(key.relativeTo(directory)) : OptionalInt.empty();
  }

  public boolean isLock(ObjectKey key) {
    return generation(key).isPresent();
  }

  private static OptionalInt generation(String file) {
    Matcher matcher = LOCK.matcher(file);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
