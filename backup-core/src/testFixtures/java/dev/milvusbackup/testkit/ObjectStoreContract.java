package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreProbe;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests the duties of an {@link ObjectStore}, one test per duty. To test a store, extend this
 * class. A failure names the broken duty first, then the observation.
 */
public abstract class ObjectStoreContract extends ContractFixture {

  /** For subclasses. */
  protected ObjectStoreContract() {}

  @Test
  @Duty("list, directories, stat: return nothing, without an error, where no object is stored.")
  final void anEmptyStoreListsNothing() {
    assertThat(keys(ObjectKey.ROOT)).isEmpty();
    assertThat(keys(key("nowhere"))).isEmpty();
    assertThat(directories(ObjectKey.ROOT)).isEmpty();
    assertThat(store().stat(key("a"))).isEmpty();
    assertThat(store().stat(key("a/b"))).isEmpty();
  }

  @Test
  @Duty(
      "put, open, stat: after put returns, every later call sees the object, complete and with its size.")
  final void everyStoredByteIsReadBack() {
    for (int size : new int[] {0, 1, 5 * MIB + 1, 20 * MIB}) {
      byte[] content = TestBody.random(size);
      ObjectInfo stored =
          store().put(key("sizes/" + size), ObjectBody.of(content), PutMode.REPLACE);

      assertThat(stored.key()).isEqualTo(key("sizes/" + size));
      assertThat(stored.size()).isEqualTo(size);
      assertThat(store().stat(stored.key())).map(ObjectInfo::size).contains((long) size);
      assertThat(read("sizes/" + size)).isEqualTo(content);
    }
  }

  @Test
  @Duty(
      "put, stat, list, copyFrom: report the digest of the whole content, or no digest, but never a wrong one.")
  final void digestsMatchTheContent() throws Exception {
    byte[] content = TestBody.random(1000);
    List<ObjectInfo> reported = new ArrayList<>();
    reported.add(store().put(key("a"), ObjectBody.of(content), PutMode.REPLACE));
    reported.addAll(store().stat(key("a")).stream().toList());
    reported.addAll(list(ObjectKey.ROOT));
    ObjectInfo copied = store().copyFrom(store(), reported.get(0), key("b"));
    if (copied != null) {
      reported.add(copied);
    }
    for (ObjectInfo info : reported) {
      if (info.digest().isPresent()) {
        Digest digest = info.digest().get();
        byte[] expected = MessageDigest.getInstance(digest.algorithm()).digest(content);
        assertThat(digest).isEqualTo(Digest.of(digest.algorithm(), expected));
      }
    }
  }

  @Test
  @Duty(
      "stat, list: report the same ETag, and another one after other content of the same size was stored; or none.")
  final void anEtagTellsContentsApart() {
    put("a", "first");
    Optional<String> first = store().stat(key("a")).flatMap(ObjectInfo::etag);
    assertThat(list(ObjectKey.ROOT)).extracting(ObjectInfo::etag).containsExactly(first);

    put("a", "other");

    Optional<String> other = store().stat(key("a")).flatMap(ObjectInfo::etag);
    assertThat(list(ObjectKey.ROOT)).extracting(ObjectInfo::etag).containsExactly(other);
    if (first.isPresent()) {
      assertThat(other).isPresent().isNotEqualTo(first);
    }
  }

  @Test
  @Duty(
      "stat, list: report the time of the last write within a second of each other, and none before that of an earlier write; or none.")
  final void reportsTheTimeOfTheLastWrite() {
    put("a", "first");
    Optional<Instant> first = lastModified("a");
    if (first.isEmpty()) {
      return;
    }
    put("a", "other");
    Instant second = lastModified("a").orElseThrow();
    assertThat(second).isAfterOrEqualTo(first.get());
    Instant listed = list(ObjectKey.ROOT).get(0).lastModified().orElseThrow();
    assertThat(listed).isCloseTo(second, within(1, ChronoUnit.SECONDS));
  }

  private Optional<Instant> lastModified(String name) {
    return store().stat(key(name)).flatMap(ObjectInfo::lastModified);
  }

  @Test
  @Duty("put with REPLACE: replaces an existing object, whatever the sizes.")
  final void putReplacesAnExistingObject() {
    put("a", "old");
    put("a", "new and longer");

    assertThat(text("a")).isEqualTo("new and longer");
    assertThat(list(ObjectKey.ROOT)).extracting(ObjectInfo::size).containsExactly(14L);
  }

  @Test
  @Duty(
      "put with CREATE_NEW: throws ObjectExistsException if the key is taken, and keeps the existing object.")
  final void createNewKeepsAnExistingObject() {
    store().put(key("d/a"), text("first", 5), PutMode.CREATE_NEW);

    assertThatThrownBy(() -> store().put(key("d/a"), text("second", 6), PutMode.CREATE_NEW))
        .isInstanceOf(ObjectExistsException.class)
        .hasMessageStartingWith("Cannot store " + store().displayName() + "/d/a: ");
    assertThat(text("d/a")).isEqualTo("first");
    assertThat(keys(ObjectKey.ROOT)).containsExactly("d/a");
  }

  @Test
  @Duty("put with CREATE_NEW: a large object does not replace an existing one either.")
  final void createNewOfALargeObjectKeepsAnExistingObject() {
    put("a", "first");

    ObjectBody large = ObjectBody.of(TestBody.random(20 * MIB));
    assertThatThrownBy(() -> store().put(key("a"), large, PutMode.CREATE_NEW))
        .isInstanceOf(ObjectExistsException.class);
    assertThat(text("a")).isEqualTo("first");
  }

  @Test
  @Duty(
      "put with CREATE_NEW: checks and stores in one atomic step, so exactly one of many concurrent callers succeeds.")
  final void exactlyOneOfManyConcurrentCreatorsSucceeds() throws Exception {
    for (int round = 0; round < 5; round++) {
      ObjectKey key = key("race/" + round);
      List<Boolean> won = inParallel(8, i -> create(key, "creator " + i));
      assertThat(won).containsOnlyOnce(true);
      assertThat(text(key.path())).isEqualTo("creator " + won.indexOf(true));
    }
  }

  @Test
  @Duty("put, putAsLarge: the store keeps what backups rely on, as StoreProbe checks it.")
  final void passesTheProbeAndIsEmptyAfterwards() {
    StoreProbe.run(store());

    assertThat(keys(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  @Duty(
      "list: returns objects in the order of ObjectKey; every valid key can be stored, listed and read.")
  final void listsInKeyOrder() {
    List<String> shuffled = new ArrayList<>(NASTY);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(name -> put(name, name));

    List<String> inOrder = NASTY.stream().map(ObjectKey::of).sorted().map(ObjectKey::path).toList();
    assertThat(keys(ObjectKey.ROOT)).containsExactlyElementsOf(inOrder);
    assertThat(inOrder).allSatisfy(name -> assertThat(text(name)).isEqualTo(name));
  }

  @Test
  @Duty(
      "list: returns only objects below the directory. A directory is not a text prefix: 'b0' and 'b' itself are not below 'b'.")
  final void listsOnlyObjectsBelowTheDirectory() {
    List.of("a", "a-b", "a.b", "b/1", "b/2/3", "b/2/4", "b0", "bb", "c/b/1")
        .forEach(name -> put(name, name));

    assertThat(keys(key("b"))).containsExactly("b/1", "b/2/3", "b/2/4");
    assertThat(keys(key("b/2"))).containsExactly("b/2/3", "b/2/4");
    assertThat(keys(key("b/1"))).isEmpty();
  }

  @Test
  @Duty("directories: returns the direct subdirectories, each once, in order; never objects.")
  final void listsDirectSubdirectories() {
    List.of("x", "a/1", "a/2/3", "a b/1", "é/1", "a-b/c/d").forEach(name -> put(name, name));

    assertThat(directories(ObjectKey.ROOT)).containsExactly("a b", "a-b", "a", "é");
    assertThat(directories(key("a"))).containsExactly("a/2");
    assertThat(directories(key("x"))).isEmpty();
  }

  @Test
  @Duty(
      "list, delete: handle any number of objects, including more than one page or batch of the service.")
  final void listsAndDeletesMoreThanAPage() throws Exception {
    List<ObjectKey> keys =
        IntStream.range(0, 1500).mapToObj(i -> key("many/%d/%04d".formatted(i % 3, i))).toList();
    inParallel(16, t -> putEvery(keys, t, 16));
    List<ObjectKey> sorted = keys.stream().sorted().toList();
    assertThat(list(key("many"))).extracting(ObjectInfo::key).containsExactlyElementsOf(sorted);
    try (Stream<ObjectInfo> some = store().list(ObjectKey.ROOT)) {
      assertThat(some.limit(3)).extracting(ObjectInfo::key).isEqualTo(sorted.subList(0, 3));
    }

    store().delete(keys.subList(0, 1200));
    store().delete(keys);
    assertThat(keys(ObjectKey.ROOT)).isEmpty();
    assertThat(directories(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  @Duty("delete: ignores a key without an object, and deletes nothing else.")
  final void deletingAMissingObjectIsNotAnError() {
    put("a/b", "kept");

    store().delete(List.of(key("nothing"), key("a/nothing"), key("a/b/nothing"), key("a")));
    store().delete(List.of());

    assertThat(text("a/b")).isEqualTo("kept");
  }

  @Test
  @Duty(
      "open: returns the requested number of bytes from the offset; shortens a range past the end.")
  final void readsRanges() {
    put("a", "0123456789");

    assertThat(text("a", 0, 10)).isEqualTo("0123456789");
    assertThat(text("a", 3, 4)).isEqualTo("3456");
    assertThat(text("a", 3, Long.MAX_VALUE)).isEqualTo("3456789");
    assertThat(text("a", 9, 100)).isEqualTo("9");
    assertThat(text("a", 10, 1)).isEmpty();
    assertThat(text("a", 10, Long.MAX_VALUE)).isEmpty();
    assertThat(text("a", 5, 0)).isEmpty();
    put("empty", "");
    assertThat(text("empty", 0, 7)).isEmpty();
    assertThatThrownBy(() -> store().open(key("a"), -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Duty("open: many threads can read one object concurrently, and close a stream before its end.")
  final void manyThreadsCanReadOneObjectAndCloseStreamsEarly() throws Exception {
    byte[] content = TestBody.random(5 * MIB);
    store().put(key("a"), ObjectBody.of(content), PutMode.REPLACE);

    inParallel(
        8,
        t -> {
          for (int i = 0; i < 20; i++) {
            assertThat(firstByte("a", t)).isEqualTo(content[t]);
          }
          return t;
        });
    assertThat(read("a")).isEqualTo(content);
  }

  @Test
  @Duty(
      "open, stat: for a missing object, open throws an ObjectNotFoundException that names the store and the key, and stat returns empty. A directory is not an object.")
  final void aMissingObjectIsReportedWithItsKey() {
    put("a/b", "x");

    for (String missing : List.of("nothing", "a", "a/b/c", "a/c")) {
      assertThatThrownBy(() -> store().open(key(missing), 0, 1).close())
          .isInstanceOf(ObjectNotFoundException.class)
          .hasMessageContaining(store().displayName() + "/" + missing);
      assertThatThrownBy(() -> store().open(key(missing), 0, 0).close())
          .isInstanceOf(ObjectNotFoundException.class);
      assertThat(store().stat(key(missing))).isEmpty();
    }
  }

  @Test
  @Duty("put, stat, delete: throw IllegalArgumentException for the root, which is not an object.")
  final void theRootIsNotAnObject() {
    ObjectBody body = text("x", 1);
    assertThatThrownBy(() -> store().put(ObjectKey.ROOT, body, PutMode.REPLACE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().stat(ObjectKey.ROOT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().delete(List.of(ObjectKey.ROOT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Duty(
      "put: all or nothing. If the content ends early, is too long or breaks off, it throws a StorageException and stores nothing.")
  final void aFailedPutKeepsTheFormerObject() {
    put("old", "kept");

    for (ObjectBody broken : brokenBodies()) {
      for (String name : List.of("old", "d/new")) {
        assertThatThrownBy(() -> store().put(key(name), broken, PutMode.REPLACE))
            .isInstanceOf(StorageException.class)
            .hasMessageStartingWith("Cannot store " + store().displayName() + "/" + name)
            .hasMessageContaining("its content");
      }
      assertThat(keys(ObjectKey.ROOT)).containsExactly("old");
      assertThat(text("old")).isEqualTo("kept");
    }
  }

  @Test
  @Duty(
      "put: all or nothing. While it replaces an object, a reader sees the whole old one or the whole new one, never a part.")
  final void aReaderSeesTheOldOrTheNewObjectButNeverAPart() throws Exception {
    byte[][] versions = {new byte[300_000], new byte[200_000]};
    Arrays.fill(versions[1], (byte) 1);
    store().put(key("a"), ObjectBody.of(versions[0]), PutMode.REPLACE);
    AtomicBoolean done = new AtomicBoolean();

    inParallel(3, t -> t == 0 ? rewrite(versions, done) : readUntil(done, versions));
  }

  @Test
  @Duty(
      "withRoot, location: a view with another root has the same objects under other keys, and closing it does not close the store.")
  final void anotherRootSeesTheSameObjectsUnderOtherKeys() {
    put("x/y/z", "content");
    ObjectStore below = store().withRoot(store().location().pathOf(key("x/y")));

    assertThat(below.location().pathOf(key("z")))
        .isEqualTo(store().location().pathOf(key("x/y/z")));
    assertThat(below.location().sharesContainerWith(store().location())).isTrue();
    assertThat(below.stat(key("z"))).isPresent();
    below.put(key("new"), text("1", 1), PutMode.CREATE_NEW);
    below.close();

    assertThat(keys(ObjectKey.ROOT)).containsExactly("x/y/new", "x/y/z");
  }

  @Test
  @Duty(
      "copyFrom: copies the whole object, or returns null and changes nothing; throws ObjectNotFoundException for a missing source.")
  final void copiesInsideTheServiceOrDeclines() {
    put("from/a", "content");
    ObjectStore source = store().withRoot(store().location().pathOf(key("from")));
    put("to/b", "former");

    ObjectInfo copied = store().copyFrom(source, ObjectInfo.of(key("a"), 7), key("to/b"));

    if (copied == null) {
      assertThat(text("to/b")).isEqualTo("former");
    } else {
      assertThat(copied.key()).isEqualTo(key("to/b"));
      assertThat(copied.size()).isEqualTo(7);
      assertThat(text("to/b")).isEqualTo("content");
      ObjectInfo missing = ObjectInfo.of(key("missing"), 7);
      assertThatThrownBy(() -> store().copyFrom(source, missing, key("to/c")))
          .isInstanceOf(ObjectNotFoundException.class);
      assertThat(keys(ObjectKey.ROOT)).containsExactly("from/a", "to/b");
    }
  }

  @Test
  @Duty("copyFrom: returns null for a store of another service, so that the caller streams.")
  final void declinesToCopyFromAnotherService() {
    ObjectInfo foreign = ObjectInfo.of(key("a"), 1);
    assertThat(store().copyFrom(new ForeignStore(store()), foreign, key("b"))).isNull();
  }

  @Test
  @Duty(
      "displayName, toString, location: displayName contains a ':', as in 'scheme:…', has no trailing slash and is part of toString; the root of the location has no trailing slash.")
  final void hasAReadableName() {
    assertThat(store().displayName()).contains(":").doesNotEndWith("/");
    assertThat(store().toString()).contains(store().displayName());
    assertThat(store().location().root()).doesNotEndWith("/");
  }
}
