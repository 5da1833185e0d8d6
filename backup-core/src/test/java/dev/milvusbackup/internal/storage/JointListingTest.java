package dev.milvusbackup.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JointListingTest {

  private final ObjectStore memory = InMemoryObjectStore.create();
  private final RecordingObjectStore store = RecordingObjectStore.over(memory);

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void oneRequestListsSomeDirectories() {
    put("b/1/x", "b/1/y/z", "b/10/x", "b/2/x", "b/3/x", "b/x", "c/1/x");

    assertThat(list("1", "3", "10", "4")).containsExactly("b/1/x", "b/1/y/z", "b/10/x", "b/3/x");

    assertThat(store.calls()).hasSize(1);
  }

  @Test
  void aSingleDirectoryIsListedByItself() {
    put("b/1/x", "b/2/x");

    assertThat(list("2")).containsExactly("b/2/x");

    assertThat(store.calls()).singleElement().matches(call -> call.touches("b/2"));
  }

  /** As if other collections had most of the objects. */
  @Test
  void whatItGivesUpOnIsListedOneByOne() {
    many("b/0/", 100);
    many("b/1/", 50);
    many("b/3/", 5000);
    put("b/2/x", "b/4/x", "b/5/x");

    List<String> listed = list("1", "2", "4", "5");

    assertThat(listed).hasSize(53).doesNotHaveDuplicates();
    assertThat(listed).endsWith("b/2/x", "b/4/x", "b/5/x");
    assertThat(store.calls()).hasSize(3); // together, and the two that come later
  }

  @Test
  void aDirectoryInWhichItGivesUpIsListedFromThereOn() {
    many("b/1/", 1500);
    many("b/2/", 1500);

    List<String> listed = list("1", "2");

    assertThat(listed).hasSize(3000).doesNotHaveDuplicates();
    assertThat(store.calls()).hasSize(2);
  }

  private List<String> list(String... directories) {
    List<String> listed = new ArrayList<>();
    ObjectKey common = ObjectKey.of("b");
    new JointListing(store, common, Stream.of(directories).map(common::resolve).toList())
        .forEach(object -> listed.add(object.key().path()));
    return listed;
  }

  private void many(String prefix, int count) {
    put(IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new));
  }

  private void put(String... keys) {
    for (String key : keys) {
      memory.put(ObjectKey.of(key), ObjectBody.of(new byte[0]), PutMode.REPLACE);
    }
  }
}
