package dev.milvusbackup.internal.sharing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs all orders in which the steps of some actors can happen. Two orders that lead to the same
 * state continue in the same way, so a state is continued once only.
 */
final class Explorer {

  private final Set<String> visited = new HashSet<>();
  private final Deque<int[]> open = new ArrayDeque<>();
  private int runs;
  private int complete;

  /** A world that is set up anew for each run. */
  interface World extends AutoCloseable {

    /** How many ways there are to go on; 0 at the end. */
    int choices();

    void go(int choice);

    /** Stands for the state. */
    String state();

    /** At the end: whether everything is as it should be. */
    void check();

    @Override
    void close();
  }

  /** Explores all runs. */
  Explorer run(Supplier<World> worlds) {
    open.push(new int[0]);
    while (!open.isEmpty()) {
      try (World world = worlds.get()) {
        runs++;
        follow(world, open.pop());
      }
    }
    return this;
  }

  private void follow(World world, int[] prefix) {
    int[] path = prefix;
    for (int choice : prefix) {
      world.go(choice);
    }
    while (world.choices() > 0) {
      if (!visited.add(world.state())) {
        return;
      }
      for (int other = 1; other < world.choices(); other++) {
        open.push(with(path, other));
      }
      path = with(path, 0);
      world.go(0);
    }
    complete++;
    world.check();
  }

  int runs() {
    return runs;
  }

  int states() {
    return visited.size();
  }

  /** How many runs came to an end of their own. */
  int complete() {
    return complete;
  }

  private static int[] with(int[] path, int choice) {
    int[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = choice;
    return longer;
  }
}
