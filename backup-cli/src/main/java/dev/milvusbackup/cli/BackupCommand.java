package dev.milvusbackup.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The common part of commands about backups: the configuration and the output. */
abstract class BackupCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @ParentCommand
  MilvusBackup root;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Mixin final Output output = new Output();
}
