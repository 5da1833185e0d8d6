package dev.milvusbackup.cli;

import dev.milvusbackup.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and remaining time, redrawn in place. */
final class ProgressBarDisplay implements ProgressDisplay {

  private static final long MIB = 1L << 20;
  private static final int WIDTH = 100;

  private final PrintWriter err;
  private final ProgressBar bar;

  ProgressBarDisplay(PrintWriter err) {
    this.err = err;
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(-1)
            .setUnit(" MiB", MIB)
            .showSpeed()
            .setUpdateIntervalMillis(200)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
  }

  @Override
  public void onProgress(Progress progress) {
    bar.maxHint(progress.bytes() > 0 ? progress.bytes() : -1);
    bar.stepTo(progress.bytesDone());
    bar.setExtraMessage(
        " %s, %d/%d collections"
            .formatted(
                progress.phase().name().toLowerCase(Locale.ROOT),
                progress.collectionsDone(),
                progress.collections()));
  }

  @Override
  public void close() {
    bar.close();
    err.println();
  }

  private void draw(String line) {
    err.print('\r' + line);
    err.flush();
  }
}
