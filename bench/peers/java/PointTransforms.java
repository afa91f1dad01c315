import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mapping a million points, each copied into an array, mapped, and copied back. */
final class PointTransforms {
    static final int COUNT = 1_000_000;
    static final double WIDTH = 2560;
    static final double HEIGHT = 2160;

    private PointTransforms() {
    }

    static void run() {
        measure("polynomial 3", new Polynomial(3), COUNT);
        measure("polynomial 5", new Polynomial(5), COUNT);
        measure("spline 50", new Spline(50), COUNT / 10);
        measure("spline 500", new Spline(500), COUNT / 50);
        measure("moving affine 20", new Moving(Fits.AFFINE, false), COUNT / 10);
        measure("moving rigid 20", new Moving(Fits.RIGID, false), COUNT / 10);
        measure("moving similarity 20", new Moving(Fits.SIMILARITY, false), COUNT / 10);
        measure("moving 2 affine 20", new Moving(Fits.AFFINE, true), COUNT / 10);
    }

    static double[] points(int count) {
        Random random = new Random(1);
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            points[2 * i] = random.nextDouble() * WIDTH;
            points[2 * i + 1] = random.nextDouble() * HEIGHT;
        }
        return points;
    }

    private static void measure(String name, PointTransform transform, int count) {
        double[] source = points(count);
        double[] target = new double[source.length];
        Measure.print(name, count, () -> {
            double[] point = new double[2];
            for (int i = 0; i < source.length; i += 2) {
                point[0] = source[i];
                point[1] = source[i + 1];
                transform.applyInPlace(point);
                target[i] = point[0];
                target[i + 1] = point[1];
            }
            Measure.sink = target[0];
        });
    }

    /** Terms are made from those of a lower degree, as the reference does. */
    static final class Polynomial implements PointTransform {
        private final int order;
        private final double[] ofX;
        private final double[] ofY;
        private final double[] terms;

        Polynomial(int order) {
            this.order = order;
            int count = (order + 1) * (order + 2) / 2;
            ofX = new double[count];
            ofY = new double[count];
            terms = new double[order + 1];
            for (int k = 0; k < count; k++) {
                ofX[k] = k == 1 ? 1 : k * 1e-9;
                ofY[k] = k == 2 ? 1 : k * -1e-9;
            }
        }

        @Override
        public void applyInPlace(double[] point) {
            double x = point[0];
            double y = point[1];
            terms[0] = 1;
            double sumX = ofX[0];
            double sumY = ofY[0];
            int k = 1;
            for (int degree = 1; degree <= order; degree++) {
                terms[degree] = terms[degree - 1] * y;
                for (int i = 0; i < degree; i++) {
                    terms[i] *= x;
                }
                for (int i = 0; i <= degree; i++, k++) {
                    sumX += terms[i] * ofX[k];
                    sumY += terms[i] * ofY[k];
                }
            }
            point[0] = sumX;
            point[1] = sumY;
        }
    }

    /** Thin plate spline: the sum of w r^2 ln r over all control points, an affine part, and the point itself. */
    static final class Spline implements PointTransform {
        private final double[][] controls;
        private final double[][] weights;

        Spline(int count) {
            double[] at = points(count);
            controls = new double[2][count];
            weights = new double[2][count];
            for (int i = 0; i < count; i++) {
                controls[0][i] = at[2 * i];
                controls[1][i] = at[2 * i + 1];
                weights[0][i] = Math.sin(i) * 1e-6;
                weights[1][i] = Math.cos(i) * 1e-6;
            }
        }

        @Override
        public void applyInPlace(double[] point) {
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < controls[0].length; i++) {
                double dx = point[0] - controls[0][i];
                double dy = point[1] - controls[1][i];
                double r = Math.sqrt(dx * dx + dy * dy);
                double kernel = r <= 1e-8 ? 0 : r * r * Math.log(r);
                sumX += weights[0][i] * kernel;
                sumY += weights[1][i] * kernel;
            }
            double x = point[0];
            double y = point[1];
            point[0] = x + sumX + 1e-3 * x - 2e-3 * y + 5;
            point[1] = y + sumY + 2e-3 * x + 1e-3 * y - 5;
        }
    }

    /** Moving least squares: the model is fitted anew at every point, to matches that carry the weights of that point. */
    static final class Moving implements PointTransform {
        private final List<Fits.Match> matches = Fits.matches(20);
        private final Fits.Model model;
        private final boolean inSinglePrecision;

        Moving(Fits.Model model, boolean inSinglePrecision) {
            this.model = model;
            this.inSinglePrecision = inSinglePrecision;
        }

        @Override
        public void applyInPlace(double[] point) {
            List<Fits.Match> weighted = new ArrayList<>(matches.size());
            for (Fits.Match match : matches) {
                double dx = match.p[0] - point[0];
                double dy = match.p[1] - point[1];
                double squared = dx * dx + dy * dy;
                if (squared == 0) {
                    point[0] = match.q[0];
                    point[1] = match.q[1];
                    return;
                }
                double weight = match.weight / Math.pow(squared, 1.0);
                weighted.add(new Fits.Match(match.p, match.q, inSinglePrecision ? (float) weight : weight));
            }
            double[] m = model.fit(weighted);
            double x = point[0];
            point[0] = m[0] * x + m[2] * point[1] + m[4];
            point[1] = m[1] * x + m[3] * point[1] + m[5];
        }
    }
}
