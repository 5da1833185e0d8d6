package dev.milvusbackup.it;

/**
 * How long a chain or a matrix is: short in every run, long in {@code .ci/nightly}, which sets
 * {@code -Dnightly=true}. Both prove the same; the long one finds what needs luck.
 */
final class Tier {

  /** Kills, outages and soaks, which mostly wait: {@code .ci/soak} repeats these. */
  static final String SLOW = "slow";

  private static final boolean NIGHTLY = Boolean.getBoolean("nightly");

  private Tier() {}

  static int length(int everyRun, int nightly) {
    return NIGHTLY ? nightly : everyRun;
  }

  static boolean isNightly() {
    return NIGHTLY;
  }
}
