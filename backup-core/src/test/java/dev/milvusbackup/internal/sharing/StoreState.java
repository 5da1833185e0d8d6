package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the content of a store matters to the protocol: two stores with the same text lead to the
 * same steps. Times and random words are left out.
 */
final class StoreState {

  private static final Pattern ROOT = Pattern.compile("\"root\":\"(\\w+)\"");
  private static final Pattern SEEN = Pattern.compile("\"seen\":\\[[^]]*]");
  private static final Pattern CLOCK = Pattern.compile("\\.probe/[^/ ]+/clock");

  private StoreState() {}

  static String of(ObjectStore store, Function<ObjectKey, String> age) {
    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      return objects
          .filter(o -> matters(o.key().path()))
          .map(o -> o.key() + "@" + age.apply(o.key()) + "=" + content(store, o.key()))
          .map(StoreState::withoutTimes)
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * Whether another process can notice a call, or notice that an object exists. Each process has
   * locks of its own in these tests.
   */
  static boolean matters(String call) {
    return !call.contains("/lock")
        && !call.contains("/copied.")
        && !call.equals("list .shared")
        && (call.contains(".shared")
            || call.contains("incremental.json")
            || call.contains("/meta/withdrawn.")
            || call.contains("/meta/deleted.")
            || call.contains("/meta/adopted.")
            || call.matches("put \\.probe/.*/clock")
            || call.startsWith("lets")
            || call.startsWith("begin")
            || call.startsWith("directories")
            || call.matches("list \\w+/meta"));
  }

  static String withoutTimes(String text) {
    return CLOCK.matcher(text).replaceAll(".probe/clock");
  }

  private static String content(ObjectStore store, ObjectKey key) {
    if (!key.path().endsWith(".json") || key.path().contains("/lock.")) {
      return "";
    }
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return content(key, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String content(ObjectKey key, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String path = key.path();
    if (path.startsWith(".shared/condemned/")) {
      return text;
    }
    if (path.startsWith(".shared/pins/")) {
      Matcher seen = SEEN.matcher(text);
      return seen.find() ? seen.group() : "";
    }
    if (path.endsWith("incremental.json") || path.contains("/copied.")) {
      TreeSet<String> roots = new TreeSet<>();
      Matcher root = ROOT.matcher(text);
      while (root.find()) {
        roots.add(root.group(1));
      }
      return roots.toString();
    }
    return "";
  }
}
