package dev.milvusbackup.testkit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract detects stores that break a duty, and names the duty. */
class BrokenStoresTest {

  private static final String OPENING = "The store breaks a duty of ObjectStore. ";

  @Test
  void detectsALostPut() {
    assertThat(failures(LosesPuts.class).get("everyStoredByteIsReadBack()"))
        .startsWith(
            OPENING
                + "put, open, stat: after put returns, every later call sees the object, complete and with its size.")
        .contains("Observed: ");
  }

  @Test
  void detectsAListingInTheWrongOrder() {
    assertThat(failures(ListsBackwards.class).get("listsInKeyOrder()"))
        .startsWith(OPENING + "list: returns objects in the order of ObjectKey");
  }

  @Test
  void detectsAPutThatIsNotAtomic() {
    assertThat(failures(StoresParts.class))
        .containsKey("aFailedPutKeepsTheFormerObject()")
        .allSatisfy((test, f) -> assertThat(f).startsWith(OPENING + "put: all or nothing. "));
  }

  @Test
  void detectsACreateThatChecksBeforeItStores() {
    assertThat(failures(ChecksBeforeItCreates.class))
        .containsOnlyKeys(
            "exactlyOneOfManyConcurrentCreatorsSucceeds()", "passesTheProbeAndIsEmptyAfterwards()")
        .anySatisfy(
            (test, f) ->
                assertThat(f)
                    .startsWith(
                        OPENING + "put with CREATE_NEW: checks and stores in one atomic step"));
  }

  @Test
  void detectsAListingByTextPrefix() {
    assertThat(failures(ListsByPrefix.class).get("listsOnlyObjectsBelowTheDirectory()"))
        .startsWith(
            OPENING
                + "list: returns only objects below the directory. A directory is not a text prefix");
  }

  @Test
  void detectsADeleteThatFailsForMissingObjects() {
    assertThat(failures(FailsForMissingObjects.class).get("deletingAMissingObjectIsNotAnError()"))
        .startsWith(OPENING + "delete: ignores a key without an object")
        .contains("ObjectNotFoundException");
  }

  @Test
  void detectsAReadThatIgnoresTheRange() {
    assertThat(failures(ReadsToTheEnd.class))
        .containsOnlyKeys("readsRanges()")
        .allSatisfy(
            (test, f) ->
                assertThat(f).startsWith(OPENING + "open: returns the requested number of bytes"));
  }

  @Test
  void detectsAnEtagThatDoesNotTellContentsApart() {
    assertThat(failures(TagsBySize.class))
        .containsOnlyKeys("anEtagTellsContentsApart()")
        .allSatisfy(
            (test, f) ->
                assertThat(f)
                    .startsWith(OPENING + "stat, list: report the same ETag, and another"));
  }

  @Test
  void detectsAListingWithAnotherTime() {
    assertThat(failures(ListsWithoutTime.class))
        .containsOnlyKeys("reportsTheTimeOfTheLastWrite()")
        .allSatisfy(
            (test, f) ->
                assertThat(f).startsWith(OPENING + "stat, list: report the time of the last"));
  }

  /** Returns the failures by the name of the test. */
  private static Map<String, String> failures(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .collect(
            toMap(
                event -> event.getTestDescriptor().getDisplayName(),
                event ->
                    event
                        .getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage()));
  }

  abstract static class Broken extends ObjectStoreContract {

    private final UnaryOperator<ObjectStore> fault;

    Broken(UnaryOperator<ObjectStore> fault) {
      this.fault = fault;
    }

    @Override
    protected ObjectStore newStore() {
      return fault.apply(InMemoryObjectStore.create());
    }
  }

  static class LosesPuts extends Broken {
    LosesPuts() {
      super(BrokenStores::losingPuts);
    }
  }

  static class ListsBackwards extends Broken {
    ListsBackwards() {
      super(BrokenStores::listingBackwards);
    }
  }

  static class StoresParts extends Broken {
    StoresParts() {
      super(BrokenStores::storingParts);
    }
  }

  static class ChecksBeforeItCreates extends Broken {
    ChecksBeforeItCreates() {
      super(BrokenStores::checkingBeforeCreating);
    }
  }

  static class ListsByPrefix extends Broken {
    ListsByPrefix() {
      super(BrokenStores::listingByPrefix);
    }
  }

  static class FailsForMissingObjects extends Broken {
    FailsForMissingObjects() {
      super(BrokenStores::failingForMissingObjects);
    }
  }

  static class TagsBySize extends Broken {
    TagsBySize() {
      super(BrokenStores::taggingBySize);
    }
  }

  static class ListsWithoutTime extends Broken {
    ListsWithoutTime() {
      super(BrokenStores::listingWithoutTime);
    }
  }

  static class ReadsToTheEnd extends Broken {
    ReadsToTheEnd() {
      super(BrokenStores::readingToTheEnd);
    }
  }
}
