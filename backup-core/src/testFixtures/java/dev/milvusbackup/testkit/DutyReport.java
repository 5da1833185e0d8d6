package dev.milvusbackup.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Makes a failure say which duty of a store is broken, before it says what was seen. */
final class DutyReport implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Duty duty = AnnotationSupport.findAnnotation(context.getElement(), Duty.class).orElse(null);
    if (duty == null || failure instanceof TestAbortedException) {
      throw failure;
    }
    throw new AssertionFailedError(
        "The store breaks a duty of ObjectStore. %s%nSeen: %s".formatted(duty.value(), failure),
        failure);
  }
}
