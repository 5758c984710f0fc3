package dev.bpfj.maven.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs tasks in parallel, as many at a time as there are CPUs. */
final class Workers {
  private Workers() {}

  /**
   * Returns all results in the order of the tasks. If tasks fail, throws the first failure in that
   * order, after all tasks have ended.
   */
  static <T> List<T> run(List<Callable<T>> tasks) throws IOException, InterruptedException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    int threads = Math.min(tasks.size(), Runtime.getRuntime().availableProcessors());
    List<FutureTask<T>> started = new ArrayList<>();
    tasks.forEach(task -> started.add(new FutureTask<>(task)));
    ExecutorService pool = Executors.newFixedThreadPool(threads, factory());
    try {
      // The caller waits for whole threads: to be woken for each task costs more than some tasks.
      pool.invokeAll(Collections.nCopies(threads, new Worker<>(started)));
      List<T> results = new ArrayList<>();
      for (FutureTask<T> task : started) {
        results.add(result(task));
      }
      return results;
    } finally {
      // Where this thread was interrupted, or a task failed, those that were not begun never are.
      started.forEach(task -> task.cancel(true));
      pool.shutdownNow();
    }
  }

  /** Takes one task after the other and runs it. Thread-safe. */
  private record Worker<T>(List<FutureTask<T>> tasks, AtomicInteger next)
      implements Callable<Void> {
    Worker(List<FutureTask<T>> tasks) {
      this(tasks, new AtomicInteger());
    }

    @Override
    public @Nullable Void call() {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        tasks.get(i).run();
      }
      return null;
    }
  }

  private static <T> T result(FutureTask<T> task) throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof InterruptedException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw new IOException(String.valueOf(cause), cause);
    }
  }

  private static ThreadFactory factory() {
    // The template engine finds its resources by the caller's class loader.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return task -> {
      Thread thread = new Thread(task, "bpf-worker");
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }
}
