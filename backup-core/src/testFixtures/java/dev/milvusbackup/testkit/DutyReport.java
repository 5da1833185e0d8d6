package dev.milvusbackup.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Puts the duty that the store breaks before the failure of the test. */
final class DutyReport implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Duty duty = AnnotationSupport.findAnnotation(context.getElement(), Duty.class).orElse(null);
    if (duty == null || failure instanceof TestAbortedException) {
      throw failure;
    }
    throw new AssertionFailedError(
        "The store breaks a duty of ObjectStore. %s%nObserved: %s".formatted(duty.value(), failure),
        failure);
  }
}
