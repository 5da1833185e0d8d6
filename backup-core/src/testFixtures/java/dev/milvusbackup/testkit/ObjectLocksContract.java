package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectLocks.Mode;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the duties of {@link ObjectLocks}, for stores that can lock objects. */
public abstract class ObjectLocksContract extends ContractFixture {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Instant soon = now.plusSeconds(60);
  private final Instant later = now.plusSeconds(120);

  private final ObjectKey key = ObjectKey.of("locks/" + UUID.randomUUID());

  /** For subclasses, whose store can lock objects. */
  protected ObjectLocksContract() {}

  @BeforeEach
  final void storeAnObject() {
    store().put(key, ObjectBody.of(new byte[1]), PutMode.REPLACE);
  }

  private ObjectLocks locks() {
    return store().locks().orElseThrow();
  }

  @Test
  final void anObjectIsNotLockedAtFirst() {
    assertThat(locks().lockedUntil(key)).isEmpty();
  }

  @Test
  final void aLockIsExtendedAndNeverShortened() {
    locks().lock(key, Mode.GOVERNANCE, soon);
    assertThat(locks().lockedUntil(key)).contains(soon);
    locks().lock(key, Mode.GOVERNANCE, later);
    locks().lock(key, Mode.GOVERNANCE, later);
    locks().lock(key, Mode.GOVERNANCE, soon);
    assertThat(locks().lockedUntil(key)).contains(later);
  }

  @Test
  final void aLockByComplianceIsExtendedByTheWeakerMode() {
    locks().lock(key, Mode.COMPLIANCE, soon);
    locks().lock(key, Mode.GOVERNANCE, later);
    assertThat(locks().lockedUntil(key)).contains(later);
    locks().lock(key, Mode.GOVERNANCE, soon);
    assertThat(locks().lockedUntil(key)).contains(later);
  }

  @Test
  final void viewsHaveKeysOfTheirOwn() {
    ObjectStore view = store().withRoot(store().location().pathOf(ObjectKey.of("locks")));
    ObjectKey below = ObjectKey.of(key.relativeTo(ObjectKey.of("locks")));
    view.locks().orElseThrow().lock(below, Mode.GOVERNANCE, soon);

    assertThat(locks().lockedUntil(key)).isEqualTo(Optional.of(soon));
  }

  @Test
  final void aMissingObjectIsReportedWithItsKey() {
    ObjectKey missing = ObjectKey.of("locks/missing");

    assertThatThrownBy(() -> locks().lock(missing, Mode.GOVERNANCE, soon))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("Cannot lock ")
        .hasMessageContaining("locks/missing");
    assertThatThrownBy(() -> locks().lockedUntil(missing))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("Cannot read the lock of ");
  }
}
