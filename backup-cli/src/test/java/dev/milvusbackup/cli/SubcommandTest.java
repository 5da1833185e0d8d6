package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubcommandTest {

  @Test
  void onlyWhatIsNamedIsLookedAt() {
    assertThat(Subcommand.namedBy("--config", "x.yaml", "list", "--json"))
        .containsExactly(Subcommand.LIST);
  }

  /** Which of the words is the command is for the parser to say. */
  @Test
  void anyWordMayBeTheCommand() {
    assertThat(Subcommand.namedBy("create", "-n", "list"))
        .containsExactly(Subcommand.CREATE, Subcommand.LIST);
    assertThat(Run.of("--config", "no/list", "get").err()).contains("--name");
  }

  @Test
  void whatIsAboutAllKnowsAll() {
    assertThat(Subcommand.namedBy()).containsExactly(Subcommand.values());
    assertThat(Subcommand.namedBy("creat")).containsExactly(Subcommand.values());
    assertThat(Subcommand.namedBy("--help", "create")).containsExactly(Subcommand.values());
    assertThat(Run.of("--help").out()).contains("create", "list", "config", "generate-completion");
    assertThat(Run.of("creat").err()).contains("Did you mean", "milvus-backup create");
    assertThat(Run.of("generate-completion").out()).contains("_picocli_milvus-backup_restore");
  }

  @Test
  void aSubcommandKnowsTheOptionsOfAll() {
    assertThat(Run.of("list", "--help").out()).contains("--config=FILE", "--set=KEY=VALUE");
    assertThat(Run.of("list", "--set", "nonsense").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
