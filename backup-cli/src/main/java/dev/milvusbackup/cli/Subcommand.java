package dev.milvusbackup.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** The commands below {@code milvus-backup}, in the order of its help. */
enum Subcommand {
  CREATE(CreateCommand.class),
  LIST(ListCommand.class),
  GET(GetCommand.class),
  RESTORE(RestoreCommand.class),
  VERIFY(VerifyCommand.class),
  REPAIR(RepairCommand.class),
  DELETE(DeleteCommand.class),
  UNDELETE(UndeleteCommand.class),
  PRUNE(PruneCommand.class),
  ADOPT(AdoptCommand.class),
  MATERIALIZE(MaterializeCommand.class),
  CHECK(CheckCommand.class),
  SERVER(ServerCommand.class),
  CONFIG(ConfigCommand.class),
  GENERATE_COMPLETION(GenerateCompletion.class);

  private static final List<String> HELP = List.of("--help", "-h");

  private final Class<?> type;

  Subcommand(Class<?> type) {
    this.type = type;
  }

  /**
   * The subcommands that a command line can mean: reading the options of all takes longer than many
   * commands run. All of them if none is named, or if the request is about all.
   */
  static Set<Subcommand> namedBy(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    Set<Subcommand> named = EnumSet.noneOf(Subcommand.class);
    for (Subcommand subcommand : values()) {
      if (words.contains(subcommand.word())) {
        named.add(subcommand);
      }
    }
    boolean aboutAll =
        named.isEmpty()
            || named.contains(GENERATE_COMPLETION)
            || words.stream().anyMatch(HELP::contains);
    return aboutAll ? EnumSet.allOf(Subcommand.class) : named;
  }

  void addTo(CommandLine commandLine) {
    commandLine.addSubcommand(word(), type);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
