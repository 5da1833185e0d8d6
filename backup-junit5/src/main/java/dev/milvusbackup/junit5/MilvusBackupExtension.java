package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.BackupException;
import io.milvus.v2.client.MilvusClientV2;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Provides backups as fixtures. Register it in a static field with {@code @RegisterExtension}. It
 * restores the backups of {@link RestoreBackup}, creates the snapshots of {@link SnapshotAfter},
 * and resolves parameters of tests, life cycle methods and constructors:
 *
 * <ul>
 *   <li>{@link RestoredCollection}: the restored collection, if there is exactly one
 *   <li>{@link MilvusFixture}: all restored collections, and snapshots
 *   <li>{@link BackupClient}: a client for this test, closed after the test
 *   <li>{@code io.milvus.v2.client.MilvusClientV2}: Milvus's own client, connected to the database
 *       {@code default}, closed after the test
 * </ul>
 *
 * <p>The builder chooses the Milvus server; the default depends on the machine, see {@link
 * MilvusBackupExtensionBuilder}. The first class that needs the server starts it, all classes of
 * the JVM with equal settings share it, and it stops after the last one.
 *
 * <p>If a test fails with an exception other than an assertion error, the last warnings and errors
 * in Milvus's log are added to the failure as a suppressed exception.
 *
 * <p>The extension is stateless, so tests and classes can run in parallel.
 */
public final class MilvusBackupExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterTestExecutionCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(MilvusBackupExtension.class);

  private final Settings settings;

  MilvusBackupExtension(Settings settings) {
    this.settings = settings;
  }

  /**
   * Creates a builder.
   *
   * @return the builder
   */
  public static MilvusBackupExtensionBuilder builder() {
    return new MilvusBackupExtensionBuilder();
  }

  /**
   * Starts Milvus if it is not running, and restores the backup of the class.
   *
   * @param context the class
   */
  @Override
  public void beforeAll(ExtensionContext context) {
    preparing(context, () -> session(context));
    annotation(context).ifPresent(wanted -> restore(wanted, context));
  }

  /**
   * Restores the backup of the method.
   *
   * @param context the test
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    annotation(context).ifPresent(wanted -> restore(wanted, context));
    boolean classWants =
        AnnotationSupport.isAnnotated(context.getRequiredTestClass(), RestoreBackup.class);
    if (classWants && restoration(context).isEmpty()) {
      throw new FixtureException(
          "Cannot restore for class %s: the extension was registered after its first test. Make the field with @RegisterExtension static."
              .formatted(context.getRequiredTestClass().getSimpleName()));
    }
  }

  /**
   * Creates the snapshot after a test has passed.
   *
   * @param context the test
   */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    Optional<Throwable> failure = context.getExecutionException();
    failure.ifPresent(f -> MilvusLog.attach(session(context), f));
    if (failure.isEmpty()) {
      AnnotationSupport.findAnnotation(context.getElement(), SnapshotAfter.class)
          .ifPresent(
              wanted ->
                  preparing(
                      context,
                      () ->
                          fixture(context)
                              .snapshot(
                                  wanted.value(),
                                  wanted.ifExists(),
                                  List.of(wanted.collections()))));
    }
  }

  /**
   * Returns whether this extension resolves a parameter.
   *
   * @param parameter the parameter
   * @param context the test or class
   * @return true if it does
   */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(
            RestoredCollection.class, MilvusFixture.class, BackupClient.class, MilvusClientV2.class)
        .contains(parameter.getParameter().getType());
  }

  /**
   * Resolves a parameter.
   *
   * @param parameter the parameter
   * @param context the test or class
   * @return the value
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == RestoredCollection.class) {
      return fixture(context).single();
    }
    if (type == MilvusFixture.class) {
      return fixture(context);
    }
    if (type == BackupClient.class) {
      return ofContext(context, BackupClient.class, () -> session(context).newClient());
    }
    return ofContext(context, OpenSdk.class, () -> OpenSdk.of(session(context))).client();
  }

  /** Makes Milvus's own client closeable. */
  private record OpenSdk(MilvusClientV2 client) implements AutoCloseable {

    static OpenSdk of(Session session) {
      return new OpenSdk(MilvusSdk.connect(session.milvus()));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private void restore(RestoreBackup wanted, ExtensionContext context) {
    Restoration restored = preparing(context, () -> Restoration.of(wanted, session(context)));
    // The store closes it after the test or the class, whether it passes or fails.
    store(context).put(Restoration.class, restored);
  }

  private <T> T preparing(ExtensionContext context, Supplier<T> work) {
    try {
      return work.get();
    } catch (BackupException e) {
      String test =
          context
              .getTestMethod()
              .map(m -> m.getDeclaringClass().getSimpleName() + "." + m.getName())
              .orElseGet(() -> context.getRequiredTestClass().getSimpleName());
      throw new FixtureException("No fixture for %s. %s".formatted(test, e.getMessage()), e);
    }
  }

  private DefaultFixture fixture(ExtensionContext context) {
    return new DefaultFixture(
        session(context), restoration(context).map(Restoration::collections).orElse(List.of()));
  }

  /** Returns the value of the context, or of the nearest enclosing one. */
  private Optional<Restoration> restoration(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(Restoration.class, Restoration.class));
  }

  /** One per extension; extensions with equal settings share servers. */
  private Session session(ExtensionContext context) {
    Store root = context.getRoot().getStore(NAMESPACE);
    MilvusServer server =
        computed(root, settings.source(), MilvusServer.class, settings.source()::open);
    return computed(root, settings, Session.class, () -> Session.open(settings, server));
  }

  private <T> T ofContext(ExtensionContext context, Class<T> type, Supplier<T> creator) {
    return computed(store(context), type + context.getUniqueId(), type, creator);
  }

  private Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE.append(settings));
  }

  @SuppressWarnings("deprecation") // JUnit 5 lacks the replacement.
  private static <T> T computed(Store store, Object key, Class<T> type, Supplier<T> creator) {
    return Objects.requireNonNull(store.getOrComputeIfAbsent(key, k -> creator.get(), type));
  }

  private static Optional<RestoreBackup> annotation(ExtensionContext context) {
    Optional<AnnotatedElement> element = context.getElement();
    return AnnotationSupport.findAnnotation(element, RestoreBackup.class);
  }
}
