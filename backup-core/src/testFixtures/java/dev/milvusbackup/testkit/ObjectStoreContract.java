package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The duties of an {@link ObjectStore}, one test each. The author of a store extends this class,
 * and is done when it passes. A failure says which duty is broken, then what was seen.
 */
public abstract class ObjectStoreContract extends ContractFixture {

  /** For subclasses. */
  protected ObjectStoreContract() {}

  @Test
  @Duty(
      "list, directories, stat: where nothing was stored there is nothing, and asking is no error.")
  final void anEmptyStoreHasNothing() {
    assertThat(keys(ObjectKey.ROOT)).isEmpty();
    assertThat(keys(key("nowhere"))).isEmpty();
    assertThat(directories(ObjectKey.ROOT)).isEmpty();
    assertThat(store().stat(key("a"))).isEmpty();
    assertThat(store().stat(key("a/b"))).isEmpty();
  }

  @Test
  @Duty(
      "put, open: what put has stored, every later call sees, with all of its bytes and its size.")
  final void readsBackWhatItStored() {
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
      "put, stat, list, copyFrom: a digest that is told is that of the whole content; none is better than a wrong one.")
  final void digestsAreThoseOfTheContent() throws Exception {
    byte[] content = TestBody.random(1000);
    List<ObjectInfo> told = new ArrayList<>();
    told.add(store().put(key("a"), ObjectBody.of(content), PutMode.REPLACE));
    told.addAll(store().stat(key("a")).stream().toList());
    told.addAll(list(ObjectKey.ROOT));
    ObjectInfo copied = store().copyFrom(store(), told.get(0), key("b"));
    if (copied != null) {
      told.add(copied);
    }
    for (ObjectInfo info : told) {
      Digest digest = info.digest();
      if (digest != null) {
        byte[] expected = MessageDigest.getInstance(digest.algorithm()).digest(content);
        assertThat(digest).isEqualTo(Digest.of(digest.algorithm(), expected));
      }
    }
  }

  @Test
  @Duty("put with REPLACE: the new object takes the place of the old one, whatever their sizes.")
  final void replacesWhatIsThere() {
    put("a", "old");
    put("a", "new and longer");

    assertThat(text("a")).isEqualTo("new and longer");
    assertThat(list(ObjectKey.ROOT)).extracting(ObjectInfo::size).containsExactly(14L);
  }

  @Test
  @Duty(
      "put with CREATE_NEW: a key that is taken is an ObjectExistsException, and what is there stays.")
  final void refusesToReplaceWhenAskedToCreate() {
    store().put(key("d/a"), text("first", 5), PutMode.CREATE_NEW);

    assertThatThrownBy(() -> store().put(key("d/a"), text("second", 6), PutMode.CREATE_NEW))
        .isInstanceOf(ObjectExistsException.class)
        .hasMessageStartingWith("Cannot store " + store().displayName() + "/d/a: ");
    assertThat(text("d/a")).isEqualTo("first");
    assertThat(keys(ObjectKey.ROOT)).containsExactly("d/a");
  }

  @Test
  @Duty("put with CREATE_NEW: large objects, too, do not replace what is there.")
  final void refusesToReplaceALargeObjectWhenAskedToCreate() {
    put("a", "first");

    ObjectBody large = ObjectBody.of(TestBody.random(20 * MIB));
    assertThatThrownBy(() -> store().put(key("a"), large, PutMode.CREATE_NEW))
        .isInstanceOf(ObjectExistsException.class);
    assertThat(text("a")).isEqualTo("first");
  }

  @Test
  @Duty(
      "put with CREATE_NEW: it decides and stores in one step, so of many callers at once exactly one succeeds.")
  final void ofManyCreatorsAtOnceExactlyOneWins() throws Exception {
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
      "list: objects come in the order of their keys (that of ObjectKey), and every valid key can be stored and read.")
  final void listsInTheOrderOfKeys() {
    List<String> shuffled = new ArrayList<>(NASTY);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(name -> put(name, name));

    List<String> inOrder = NASTY.stream().map(ObjectKey::of).sorted().map(ObjectKey::path).toList();
    assertThat(keys(ObjectKey.ROOT)).containsExactlyElementsOf(inOrder);
    assertThat(inOrder).allSatisfy(name -> assertThat(text(name)).isEqualTo(name));
  }

  @Test
  @Duty(
      "list: only what lies below the directory; 'b' is not a prefix of text, so 'b0' and 'b' itself are not below it.")
  final void listsOnlyWhatLiesBelowTheDirectory() {
    List.of("a", "a-b", "a.b", "b/1", "b/2/3", "b/2/4", "b0", "bb", "c/b/1")
        .forEach(name -> put(name, name));

    assertThat(keys(key("b"))).containsExactly("b/1", "b/2/3", "b/2/4");
    assertThat(keys(key("b/2"))).containsExactly("b/2/3", "b/2/4");
    assertThat(keys(key("b/1"))).isEmpty();
  }

  @Test
  @Duty("directories: those directly below, each once, in order; objects are none.")
  final void listsTheDirectoriesDirectlyBelow() {
    List.of("x", "a/1", "a/2/3", "a b/1", "é/1", "a-b/c/d").forEach(name -> put(name, name));

    assertThat(directories(ObjectKey.ROOT)).containsExactly("a b", "a-b", "a", "é");
    assertThat(directories(key("a"))).containsExactly("a/2");
    assertThat(directories(key("x"))).isEmpty();
  }

  @Test
  @Duty(
      "list, delete: any number of objects, beyond the page or batch of the service, and all of them.")
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
  @Duty("delete: a key without an object is no error, and nothing else is deleted.")
  final void deletingAMissingObjectIsNoError() {
    put("a/b", "kept");

    store().delete(List.of(key("nothing"), key("a/nothing"), key("a/b/nothing"), key("a")));
    store().delete(List.of());

    assertThat(text("a/b")).isEqualTo("kept");
  }

  @Test
  @Duty(
      "open: the bytes from the offset on, as many as asked for; what lies beyond the end is cut.")
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
  @Duty("open: many threads may read at once, and a stream may be closed before its end.")
  final void sameObjectCanBeReadByManyAtOnceAndStreamsClosedEarly() throws Exception {
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
      "open, stat: a missing object is an ObjectNotFoundException that names store and key, or empty; a directory is no object.")
  final void missingObjectsAreToldAsSuch() {
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
  @Duty(
      "put, stat, delete: the root is no object, and using it as one is an IllegalArgumentException.")
  final void theRootIsNoObject() {
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
      "put: all or nothing. If the content ends early, is too long or breaks off, the call fails with a StorageException and stores nothing.")
  final void aFailedPutLeavesTheFormerObject() {
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
      "put: all or nothing. While an object is replaced, a reader sees the whole old one or the whole new one, never a part.")
  final void aReaderSeesTheOldOrTheNewObjectButNeverAPart() throws Exception {
    byte[][] versions = {new byte[300_000], new byte[200_000]};
    Arrays.fill(versions[1], (byte) 1);
    store().put(key("a"), ObjectBody.of(versions[0]), PutMode.REPLACE);
    AtomicBoolean done = new AtomicBoolean();

    inParallel(3, t -> t == 0 ? rewrite(versions, done) : readUntil(done, versions));
  }

  @Test
  @Duty(
      "withRoot, location: a view of another root has the same objects under other keys, and closing it closes nothing.")
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
      "copyFrom: copies the whole object, or returns null and does nothing; a missing source is an ObjectNotFoundException.")
  final void copiesInsideTheServiceOrDeclines() {
    put("from/a", "content");
    ObjectStore source = store().withRoot(store().location().pathOf(key("from")));
    put("to/b", "former");

    ObjectInfo copied = store().copyFrom(source, new ObjectInfo(key("a"), 7, null), key("to/b"));

    if (copied == null) {
      assertThat(text("to/b")).isEqualTo("former");
    } else {
      assertThat(copied.key()).isEqualTo(key("to/b"));
      assertThat(copied.size()).isEqualTo(7);
      assertThat(text("to/b")).isEqualTo("content");
      ObjectInfo missing = new ObjectInfo(key("missing"), 7, null);
      assertThatThrownBy(() -> store().copyFrom(source, missing, key("to/c")))
          .isInstanceOf(ObjectNotFoundException.class);
      assertThat(keys(ObjectKey.ROOT)).containsExactly("from/a", "to/b");
    }
  }

  @Test
  @Duty("copyFrom: from a store of another service it returns null, so that the caller streams.")
  final void declinesToCopyFromAnotherService() {
    ObjectInfo foreign = new ObjectInfo(key("a"), 1, null);
    assertThat(store().copyFrom(new ForeignStore(store()), foreign, key("b"))).isNull();
  }

  @Test
  @Duty(
      "displayName, toString, location: a name for people like 'scheme:…' without a slash at the end, in toString too.")
  final void hasANameForPeople() {
    assertThat(store().displayName()).contains(":").doesNotEndWith("/");
    assertThat(store().toString()).contains(store().displayName());
    assertThat(store().location().root()).doesNotEndWith("/");
  }
}
