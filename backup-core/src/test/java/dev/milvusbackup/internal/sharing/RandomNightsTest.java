package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * Random things happen to a Milvus and its backups. No backup that is kept ever loses a row, one
 * that was deleted comes back within its grace period, and what nothing refers to does not outlive
 * a prune and its grace period. A history that fails is shrunk to a short one.
 */
class RandomNightsTest {

  private static final int HISTORIES = 60;
  private static final int NIGHTLY_HISTORIES = 600;
  private static final int FEWEST = 5;
  private static final int STEPS = 50;
  private static final int CHOICES = 60;

  /** Steps that few histories allow, and those that most of the others need. */
  private static final Set<Step> RARE =
      EnumSet.of(Step.CREATE_AGAIN, Step.COPY_AGAIN, Step.DELETE_AGAIN, Step.DIE_IN_UNDELETE);

  private static final Set<Step> NEEDED =
      EnumSet.of(Step.CREATE, Step.DELETE, Step.UNDELETE, Step.PRUNE, Step.DAY, Step.DIE_IN_DELETE);

  private final Map<String, Integer> counts = new TreeMap<>();
  private ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeTry
  void startProcesses() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterTry
  void endProcesses() {
    threads.shutdownNow();
  }

  @Property(tries = HISTORIES, seed = "18")
  void everyBackupOf235BringsBackItsRows(@ForAll("of235") ActionChain<Night> history) {
    run(history, HISTORIES);
  }

  @Property(tries = HISTORIES, seed = "18")
  void everyBackupOf26BringsBackItsRows(@ForAll("of26") ActionChain<Night> history) {
    run(history, HISTORIES);
  }

  /** With other seeds each time. To repeat one, set it as the seed of the property. */
  @Property(tries = NIGHTLY_HISTORIES)
  @AddLifecycleHook(OnlyNightly.class)
  void everyBackupOfANewHistoryBringsBackItsRows(@ForAll("of26") ActionChain<Night> history) {
    run(history, NIGHTLY_HISTORIES);
  }

  private void run(ActionChain<Night> history, int histories) {
    Night night = history.run();
    night.end();
    night.done().forEach(step -> counts.merge(step, 1, Integer::sum));
    if (counts.merge("HISTORIES", 1, Integer::sum) == histories) {
      System.out.println("Steps: " + counts);
      assertThat(counts).containsKeys(Night.COUNTED.toArray(String[]::new));
      assertThat(counts.values()).allMatch(count -> count >= FEWEST);
    }
  }

  @Provide
  Arbitrary<ActionChain<Night>> of235() {
    return histories(InMemoryMilvus.V2_3_5);
  }

  @Provide
  Arbitrary<ActionChain<Night>> of26() {
    return histories(InMemoryMilvus.V2_6_19);
  }

  private Arbitrary<ActionChain<Night>> histories(String version) {
    ActionChainArbitrary<Night> histories =
        ActionChain.startWith(() -> new Night(version, Duration.ZERO, threads))
            .withMaxTransformations(STEPS);
    for (Step step : Step.values()) {
      int weight = RARE.contains(step) ? 6 : NEEDED.contains(step) ? 3 : 1;
      histories = histories.withAction(weight, new RandomStep(step));
    }
    return histories;
  }

  /** A step with a random subject. With a precondition, a history would hardly shrink. */
  private record RandomStep(Step step) implements Action.Independent<Night> {

    @Override
    public Arbitrary<Transformer<Night>> transformer() {
      return Arbitraries.integers()
          .between(0, CHOICES - 1)
          .map(
              choice ->
                  Transformer.mutate(step + " " + choice, night -> night.happen(step, choice)));
    }
  }

  /** Leaves out what takes minutes. */
  static final class OnlyNightly implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return Boolean.getBoolean("nightly")
          ? SkipResult.doNotSkip()
          : SkipResult.skip("Only with -Dnightly=true");
    }
  }
}
