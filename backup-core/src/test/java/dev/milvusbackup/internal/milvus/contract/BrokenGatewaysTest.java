package dev.milvusbackup.internal.milvus.contract;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract finds a gateway that breaks one of its clauses, and says which. */
class BrokenGatewaysTest {

  /** The flaw of the run that is under way: JUnit makes the contract's instances. */
  private static final ThreadLocal<BrokenGateway> FLAW = new ThreadLocal<>();

  static Set<String> clauses() {
    return Stream.of(MilvusGatewayContract.class, MilvusObjectsContract.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getName())
        .collect(toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("clauses")
  void aClauseFailsOnTheGatewayThatBreaksIt(String clause) {
    BrokenGateway broken = Flaws.of(clause);

    FLAW.set(broken);
    try {
      assertThat(failures()).as("clauses broken by %s", broken.call()).containsExactly(clause);
    } finally {
      FLAW.remove();
    }
  }

  private static Set<String> failures() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Broken.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .collect(toSet());
  }

  static class Broken extends InMemoryMilvusTest.InMemory {

    Broken() {
      super(InMemoryMilvus.V2_3_5, FLAW.get()::storage);
    }

    @Override
    protected MilvusGateway gateway() {
      return FLAW.get().of(super.gateway());
    }
  }
}
