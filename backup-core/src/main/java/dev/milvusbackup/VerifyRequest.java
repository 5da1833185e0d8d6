package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.job.JobId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to verify a backup. Immutable.
 *
 * <p>Two requests are equal if they describe the same operation. The {@link #id()}, a seed derived
 * from it, and the {@link #listener()} are not compared.
 */
public final class VerifyRequest {

  private final BackupName backup;
  private final VerifyDepth depth;
  private final int samplePercent;
  private final @Nullable Long seed;
  private final String id;
  private final @Nullable ProgressListener listener;

  private VerifyRequest(Builder builder, BackupName backup) {
    this.backup = backup;
    this.depth = builder.depth;
    this.samplePercent = builder.samplePercent;
    this.seed = builder.seed;
    this.id = builder.id;
    this.listener = builder.listener;
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a new builder with all values of this request, including its id and listener} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return the name of the backup to verify} */
  public BackupName backup() {
    return backup;
  }

  /** {@return the depth of the verification} */
  public VerifyDepth depth() {
    return depth;
  }

  /** {@return how many percent of the objects are read, 1 to 100} */
  public int samplePercent() {
    return samplePercent;
  }

  /**
   * {@return the seed that selects the objects of a sample; by default it is derived from the id}
   */
  public long seed() {
    return seed == null ? id.hashCode() : seed;
  }

  /** {@return the id of the job: the one that was set, or a random UUID} */
  public String id() {
    return id;
  }

  /** {@return the listener that receives progress updates, if one was set} */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof VerifyRequest other
        && backup.equals(other.backup)
        && depth == other.depth
        && samplePercent == other.samplePercent
        && Objects.equals(seed, other.seed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backup, depth, samplePercent, seed);
  }

  @Override
  public String toString() {
    return "VerifyRequest[backup=%s, depth=%s, samplePercent=%s, seed=%s, id=%s]"
        .formatted(backup, depth, samplePercent, seed(), id);
  }

  /** Builds a {@link VerifyRequest}. Not safe for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName backup;
    private VerifyDepth depth = VerifyDepth.CONTENT;
    private int samplePercent = 100;
    private @Nullable Long seed;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    private Builder(VerifyRequest request) {
      this.backup = request.backup;
      this.depth = request.depth;
      this.samplePercent = request.samplePercent;
      this.seed = request.seed;
      this.id = request.id;
      this.listener = request.listener;
    }

    /**
     * Sets the backup to verify. Required.
     *
     * @param name the name of the backup
     * @return this builder
     * @throws InvalidRequestException if no backup can have that name
     */
    public Builder backup(String name) {
      this.backup = new BackupName(name);
      return this;
    }

    /**
     * Sets the depth of the verification. Default: {@link VerifyDepth#CONTENT}.
     *
     * @param depth the depth
     * @return this builder
     */
    public Builder depth(VerifyDepth depth) {
      this.depth = Objects.requireNonNull(depth, "depth");
      return this;
    }

    /**
     * Sets how many percent of the objects are read at {@link VerifyDepth#CONTENT} and deeper.
     * Default: 100, which means all.
     *
     * @param percent 1 to 100; the number of objects is rounded up
     * @return this builder
     * @throws InvalidRequestException if it is out of range
     */
    public Builder samplePercent(int percent) {
      if (percent < 1 || percent > 100) {
        throw new InvalidRequestException(
            "Cannot verify a sample of %d %%: it is not between 1 and 100.".formatted(percent));
      }
      this.samplePercent = percent;
      return this;
    }

    /**
     * Sets the seed of a sample. The same seed selects the same objects. Default: a seed derived
     * from the id, so that jobs with random ids read different objects each time.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets the id of the job. Default: a random UUID.
     *
     * @param id 1 to 128 letters, digits, {@code _}, {@code -}, {@code :} and {@code .}, not
     *     starting with {@code .}
     * @return this builder
     * @throws InvalidRequestException if the id is not valid
     */
    public Builder id(String id) {
      this.id = JobId.check(id);
      return this;
    }

    /**
     * Sets the listener that receives progress updates. Default: none.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(ProgressListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Builds the request.
     *
     * @return a new {@link VerifyRequest}
     * @throws InvalidRequestException if the backup is missing
     */
    public VerifyRequest build() {
      if (backup == null) {
        throw new InvalidRequestException(
            "Cannot verify: no backup is named. Call backup(\"nightly\") on the request.");
      }
      return new VerifyRequest(this, backup);
    }
  }
}
