package dev.milvusbackup.internal.ledger;

/** What is known of import jobs, and where it is written down. */
public interface ImportJournal {

  /** How far a unit was when it was last written about. */
  UnitRecord find(String unit);

  /** Before it is handed to Milvus. */
  void intended(String unit);

  /** Milvus did not take it. */
  void refused(String unit);

  /** Milvus gave it an id. */
  void started(String unit, String job);

  void done(String unit, long rows);

  /** For imports into a collection that does not outlive them. */
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
