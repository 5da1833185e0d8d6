package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which backup to verify, and how closely. */
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

  /**
   * A new builder.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The backup to verify.
   *
   * @return its name
   */
  public BackupName backup() {
    return backup;
  }

  /**
   * How closely.
   *
   * @return the depth
   */
  public VerifyDepth depth() {
    return depth;
  }

  /**
   * How much of the data is read.
   *
   * @return percent of the objects, 1 to 100
   */
  public int samplePercent() {
    return samplePercent;
  }

  /**
   * What decides which objects belong to a sample.
   *
   * @return the seed that was set, or one that follows from the {@link #id()}
   */
  public long seed() {
    return seed == null ? id.hashCode() : seed;
  }

  /**
   * The id of the job.
   *
   * @return the id that was set, or a random UUID
   */
  public String id() {
    return id;
  }

  /**
   * Who is told about the progress.
   *
   * @return the listener, if one was set
   */
  public Optional<ProgressListener> listener() {
    return Optional.ofNullable(listener);
  }

  /** Collects a request. Not for use by several threads. */
  public static final class Builder {

    private @Nullable BackupName backup;
    private VerifyDepth depth = VerifyDepth.CONTENT;
    private int samplePercent = 100;
    private @Nullable Long seed;
    private String id = UUID.randomUUID().toString();
    private @Nullable ProgressListener listener;

    private Builder() {}

    /**
     * The backup to verify. Required.
     *
     * @param name its name
     * @return this builder
     * @throws InvalidRequestException if no backup can have that name
     */
    public Builder backup(String name) {
      this.backup = new BackupName(name);
      return this;
    }

    /**
     * How closely. Default: {@link VerifyDepth#CONTENT}.
     *
     * @param depth the depth
     * @return this builder
     */
    public Builder depth(VerifyDepth depth) {
      this.depth = depth;
      return this;
    }

    /**
     * Reads only a part of the data, at {@link VerifyDepth#CONTENT} and beyond. Default: 100, all
     * of it.
     *
     * @param percent percent of the objects, 1 to 100, rounded up to whole objects
     * @return this builder
     * @throws InvalidRequestException if it is not in that range
     */
    public Builder sample(int percent) {
      if (percent < 1 || percent > 100) {
        throw new InvalidRequestException(
            "Cannot verify a sample of %d %%: that is not from 1 to 100.".formatted(percent));
      }
      this.samplePercent = percent;
      return this;
    }

    /**
     * Makes a sample repeatable: the same seed gives the same objects. Default: it follows from the
     * id, so that jobs with random ids read other objects each time.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * The id of the job. Default: a random UUID.
     *
     * @param id 1 to 128 printable characters
     * @return this builder
     * @throws InvalidRequestException if it is not valid
     */
    public Builder id(String id) {
      this.id = JobId.check(id);
      return this;
    }

    /**
     * Who is told about the progress. Default: nobody.
     *
     * @param listener the listener
     * @return this builder
     */
    public Builder listener(ProgressListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * The request.
     *
     * @return what was collected
     * @throws InvalidRequestException if no backup was named
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
