package dev.milvusbackup.it;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Conditions are waited for as long as it takes on a busy machine, not for the ten seconds that
 * Awaitility has by default. It is registered for all tests of this module.
 */
public final class PatientWaits implements BeforeAllCallback {

  private static final Duration LONGEST = Duration.ofMinutes(3);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONGEST);
  }
}
