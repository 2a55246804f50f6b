package org.moqj.core.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads that user code runs on by default: as many as are busy at a time, since callbacks may block. */
final class CallbackThreads {

    private static final int IDLE_SECONDS = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private CallbackThreads() {}

    static ExecutorService create() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "moqj-callback-" + COUNT.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
