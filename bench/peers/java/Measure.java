/** Times work and prints how much of it was done in a second, one tab-separated line for each subject. */
final class Measure {
    private static final int RUNS = 7;
    private static final long SHORTEST = 100_000_000L;

    private Measure() {
    }

    /** What must not be optimised away. */
    static volatile double sink;

    static void print(String name, long operations, Runnable work) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            int repetitions = 0;
            long start = System.nanoTime();
            long elapsed;
            do {
                work.run();
                repetitions++;
                elapsed = System.nanoTime() - start;
            } while (elapsed < SHORTEST);
            best = Math.min(best, (double) elapsed / repetitions);
        }
        System.out.println(name + "\t" + operations / best * 1e9);
    }
}
