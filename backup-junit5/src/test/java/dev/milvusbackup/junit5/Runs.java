package dev.milvusbackup.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes by themselves, as the JUnit Platform would. */
final class Runs {

  private Runs() {}

  static EngineExecutionResults of(Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectors(classes)).execute();
  }

  static EngineExecutionResults atOnce(Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectors(classes))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .execute();
  }

  /** What made a test or a class fail, if just one did. */
  static Throwable failure(EngineExecutionResults results) {
    Event event = results.allEvents().failed().stream().findFirst().orElseThrow();
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static ClassSelector[] selectors(Class<?>... classes) {
    return Stream.of(classes).map(c -> selectClass(c)).toArray(ClassSelector[]::new);
  }
}
