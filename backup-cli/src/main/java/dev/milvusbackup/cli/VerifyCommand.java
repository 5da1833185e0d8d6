package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.config.internal.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code verify}. */
@Command(
    name = "verify",
    description = "Checks that a backup is complete and undamaged. Exit code 1 if it is not.")
final class VerifyCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Option(
      names = "--depth",
      description =
          "metadata, presence (listing), content (digests, or the structure of binlogs), restore"
              + " (into temporary collections). Default: content.")
  private VerifyDepth depth = VerifyDepth.CONTENT;

  @Option(
      names = "--sample",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Read only this part of the data, such as 10%%.")
  private int sample = 100;

  @Option(names = "--seed", description = "Read the same sample as another run with this seed.")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    VerifyReport report;
    try (BackupClient client = root.config().openClient()) {
      report =
          new JobRunner(spec.commandLine().getErr())
              .run(
                  display ->
                      client.verify(
                          v -> {
                            v.backup(name).depth(depth).samplePercent(sample).listener(display);
                            if (seed != null) {
                              v.seed(seed);
                            }
                          }));
    }
    output.result(lines(report), json(report));
    return report.isSound() ? ExitCode.OK : ExitCode.FAILED;
  }

  static List<String> lines(VerifyReport report) {
    List<String> lines = new ArrayList<>(findings(report.findings()));
    if (report.findingCount() > report.findings().size()) {
      lines.add("and " + (report.findingCount() - report.findings().size()) + " more");
    }
    if (!report.affectedBackups().isEmpty()) {
      lines.add("backups that share these objects: " + String.join(", ", report.affectedBackups()));
    }
    lines.add(
        "%s: %s (%s, %d objects, %s, %s)"
            .formatted(
                report.backup(),
                report.isSound() ? "sound" : report.findingCount() + " findings",
                report.depth().name().toLowerCase(Locale.ROOT),
                report.objects(),
                Amount.bytes((double) report.bytes()),
                Amount.seconds(report.duration())));
    return lines;
  }

  static List<String> findings(List<Finding> findings) {
    return findings.stream().map(f -> f.kind() + " " + f.key() + ": " + message(f)).toList();
  }

  static Map<String, Object> json(VerifyReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", report.backup());
    json.put("depth", report.depth());
    json.put("sound", report.isSound());
    json.put("objects", report.objects());
    json.put("bytes", report.bytes());
    json.put("duration_millis", report.duration().toMillis());
    json.put("finding_count", report.findingCount());
    json.put("affected_backups", report.affectedBackups());
    json.put("findings", report.findings().stream().map(VerifyCommand::json).toList());
    return json;
  }

  static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", finding.kind());
    json.put("key", finding.key().path());
    json.put("message", message(finding));
    return json;
  }

  private static String message(Finding finding) {
    return Wording.COMMAND_LINE.of(finding.message());
  }

  /** {@code 10} or {@code 10%}. */
  static final class Percent implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
      if (!number.matches("[1-9]\\d?|100")) {
        throw new TypeConversionException("'" + text + "' is not from 1% to 100%");
      }
      return Integer.valueOf(number);
    }
  }
}
