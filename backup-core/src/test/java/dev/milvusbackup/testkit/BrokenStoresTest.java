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

/** The contract finds stores that break a duty, and says which. */
class BrokenStoresTest {

  private static final String OPENING = "The store breaks a duty of ObjectStore. ";

  @Test
  void aLostPutIsFound() {
    assertThat(failures(LosesPuts.class).get("readsBackWhatItStored()"))
        .startsWith(
            OPENING
                + "put, open: what put has stored, every later call sees, with all of its bytes and its size.")
        .contains("Seen: ");
  }

  @Test
  void aWrongOrderOfListingIsFound() {
    assertThat(failures(ListsBackwards.class).get("listsInTheOrderOfKeys()"))
        .startsWith(OPENING + "list: objects come in the order of their keys");
  }

  @Test
  void aPutThatIsNotAtomicIsFound() {
    assertThat(failures(StoresParts.class))
        .containsKey("aFailedPutLeavesTheFormerObject()")
        .allSatisfy((test, f) -> assertThat(f).startsWith(OPENING + "put: all or nothing. "));
  }

  @Test
  void aCreateThatLooksFirstAndStoresThenIsFound() {
    assertThat(failures(LooksBeforeItCreates.class))
        .containsOnlyKeys(
            "ofManyCreatorsAtOnceExactlyOneWins()", "passesTheProbeAndIsEmptyAfterwards()")
        .anySatisfy(
            (test, f) -> assertThat(f).startsWith(OPENING + "put with CREATE_NEW: it decides"));
  }

  @Test
  void aListingByPrefixOfTextIsFound() {
    assertThat(failures(ListsByPrefix.class).get("listsOnlyWhatLiesBelowTheDirectory()"))
        .startsWith(OPENING + "list: only what lies below the directory; 'b' is not a prefix");
  }

  @Test
  void aDeleteThatMindsMissingObjectsIsFound() {
    assertThat(failures(MindsMissingObjects.class).get("deletingAMissingObjectIsNoError()"))
        .startsWith(OPENING + "delete: a key without an object is no error")
        .contains("ObjectNotFoundException");
  }

  @Test
  void aReadThatIgnoresTheRangeIsFound() {
    assertThat(failures(ReadsToTheEnd.class))
        .containsOnlyKeys("readsRanges()")
        .allSatisfy(
            (test, f) -> assertThat(f).startsWith(OPENING + "open: the bytes from the offset on"));
  }

  /** Failure by test. */
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

  static class LooksBeforeItCreates extends Broken {
    LooksBeforeItCreates() {
      super(BrokenStores::lookingBeforeCreating);
    }
  }

  static class ListsByPrefix extends Broken {
    ListsByPrefix() {
      super(BrokenStores::listingByPrefix);
    }
  }

  static class MindsMissingObjects extends Broken {
    MindsMissingObjects() {
      super(BrokenStores::mindingMissingObjects);
    }
  }

  static class ReadsToTheEnd extends Broken {
    ReadsToTheEnd() {
      super(BrokenStores::readingToTheEnd);
    }
  }
}
