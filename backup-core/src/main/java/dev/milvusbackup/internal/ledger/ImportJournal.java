package dev.milvusbackup.internal.ledger;

/** Records the progress of import jobs. */
public interface ImportJournal {

  /** The last recorded progress of a unit. */
  UnitRecord find(String unit);

  /** Records that a unit is about to be sent to Milvus. */
  void intended(String unit);

  /** Records that Milvus refused it. */
  void refused(String unit);

  /** Records the id that Milvus assigned. */
  void started(String unit, String job);

  void done(String unit, long rows);

  /** A journal without storage, for imports into a temporary collection. */
  static ImportJournal none() {
    return new ImportJournal() {
      @Override
      public UnitRecord find(String unit) {
        return UnitRecord.open(unit);
      }

      @Override
      public void intended(String unit) {}

      @Override
      public void refused(String unit) {}

      @Override
      public void started(String unit, String job) {}

      @Override
      public void done(String unit, long rows) {}
    };
  }
}
