package dev.milvusbackup.examples;

/** Creates the two collections of the walk-through. */
final class PrepareData {

  private PrepareData() {}

  public static void main(String[] args) throws Exception {
    String suffix = SampleData.suffix(args);
    Story.tell(
        (story, milvus) -> {
          for (HelloCollection hello : HelloCollection.both(milvus, suffix)) {
            hello.create();
            hello.insert();
            story.say("Created %s with %,d rows", hello.name(), hello.written().size());
          }
        });
  }
}
