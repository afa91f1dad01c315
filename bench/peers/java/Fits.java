import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Weighted least squares of the planar models in closed form, from objects and from flat arrays; the solution of a spline. */
final class Fits {
    private static final int COUNT = 100_000;
    private static final int CONTROLS = 500;

    private Fits() {
    }

    /** Fits m00 m10 m01 m11 m02 m12. */
    interface Model {
        double[] fit(List<Match> matches);
    }

    static final class Match {
        final double[] p;
        final double[] q;
        final double weight;

        Match(double[] p, double[] q, double weight) {
            this.p = p;
            this.q = q;
            this.weight = weight;
        }
    }

    static final Model AFFINE = Fits::affine;
    static final Model RIGID = matches -> rotation(matches, true);
    static final Model SIMILARITY = matches -> rotation(matches, false);

    static void run() {
        Arrays arrays = Arrays.of(matches(COUNT));
        Measure.print("fit affine", COUNT, () -> Measure.sink = affine(arrays)[0]);
        Measure.print("fit rigid", COUNT, () -> Measure.sink = rotation(arrays, true)[0]);
        Measure.print("fit similarity", COUNT, () -> Measure.sink = rotation(arrays, false)[0]);
        Measure.print("fit translation", COUNT, () -> Measure.sink = centroids(arrays)[0]);
        Arrays controls = Arrays.of(matches(CONTROLS));
        Measure.print("solve spline 500", 1, () -> Measure.sink = spline(controls)[0]);
    }

    static List<Match> matches(int count) {
        Random random = new Random(count);
        List<Match> matches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble() * PointTransforms.WIDTH;
            double y = random.nextDouble() * PointTransforms.HEIGHT;
            double[] q = {x + 10 * Math.sin(y / 500) + random.nextDouble(), y + 10 * Math.cos(x / 600) + random.nextDouble()};
            matches.add(new Match(new double[] {x, y}, q, 1));
        }
        return matches;
    }

    /** Matches dimension by dimension. */
    static final class Arrays {
        final double[][] p;
        final double[][] q;
        final double[] w;

        private Arrays(int count) {
            p = new double[2][count];
            q = new double[2][count];
            w = new double[count];
        }

        static Arrays of(List<Match> matches) {
            Arrays arrays = new Arrays(matches.size());
            for (int i = 0; i < matches.size(); i++) {
                Match match = matches.get(i);
                arrays.p[0][i] = match.p[0];
                arrays.p[1][i] = match.p[1];
                arrays.q[0][i] = match.q[0];
                arrays.q[1][i] = match.q[1];
                arrays.w[i] = match.weight;
            }
            return arrays;
        }
    }

    /** px, py, qx, qy. */
    private static double[] centroids(Arrays a) {
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        double total = 0;
        for (int i = 0; i < a.w.length; i++) {
            double w = a.w[i];
            px += w * a.p[0][i];
            py += w * a.p[1][i];
            qx += w * a.q[0][i];
            qy += w * a.q[1][i];
            total += w;
        }
        return new double[] {px / total, py / total, qx / total, qy / total};
    }

    private static double[] affine(Arrays a) {
        double[] c = centroids(a);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xToX = 0;
        double yToX = 0;
        double xToY = 0;
        double yToY = 0;
        for (int i = 0; i < a.w.length; i++) {
            double px = a.p[0][i] - c[0];
            double py = a.p[1][i] - c[1];
            double wqx = (a.q[0][i] - c[2]) * a.w[i];
            double wqy = (a.q[1][i] - c[3]) * a.w[i];
            xx += px * px * a.w[i];
            xy += px * py * a.w[i];
            yy += py * py * a.w[i];
            xToX += px * wqx;
            yToX += py * wqx;
            xToY += px * wqy;
            yToY += py * wqy;
        }
        return affine(c, xx, xy, yy, xToX, yToX, xToY, yToY);
    }

    private static double[] affine(
            double[] c, double xx, double xy, double yy, double xToX, double yToX, double xToY, double yToY) {
        double det = xx * yy - xy * xy;
        double m00 = (yy * xToX - xy * yToX) / det;
        double m01 = (xx * yToX - xy * xToX) / det;
        double m10 = (yy * xToY - xy * yToY) / det;
        double m11 = (xx * yToY - xy * xToY) / det;
        return new double[] {m00, m10, m01, m11, c[2] - m00 * c[0] - m01 * c[1], c[3] - m10 * c[0] - m11 * c[1]};
    }

    private static double[] centroids(List<Match> matches) {
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        double total = 0;
        for (Match m : matches) {
            px += m.weight * m.p[0];
            py += m.weight * m.p[1];
            qx += m.weight * m.q[0];
            qy += m.weight * m.q[1];
            total += m.weight;
        }
        return new double[] {px / total, py / total, qx / total, qy / total};
    }

    private static double[] affine(List<Match> matches) {
        double[] c = centroids(matches);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xToX = 0;
        double yToX = 0;
        double xToY = 0;
        double yToY = 0;
        for (Match m : matches) {
            double px = m.p[0] - c[0];
            double py = m.p[1] - c[1];
            double wqx = (m.q[0] - c[2]) * m.weight;
            double wqy = (m.q[1] - c[3]) * m.weight;
            xx += px * px * m.weight;
            xy += px * py * m.weight;
            yy += py * py * m.weight;
            xToX += px * wqx;
            yToX += py * wqx;
            xToY += px * wqy;
            yToY += py * wqy;
        }
        return affine(c, xx, xy, yy, xToX, yToX, xToY, yToY);
    }

    private static double[] rotation(List<Match> matches, boolean isRigid) {
        double[] c = centroids(matches);
        double cos = 0;
        double sin = 0;
        double squares = 0;
        for (Match m : matches) {
            double px = m.p[0] - c[0];
            double py = m.p[1] - c[1];
            double qx = m.q[0] - c[2];
            double qy = m.q[1] - c[3];
            cos += (px * qx + py * qy) * m.weight;
            sin += (px * qy - py * qx) * m.weight;
            squares += (px * px + py * py) * m.weight;
        }
        return rotation(c, cos, sin, isRigid ? Math.sqrt(cos * cos + sin * sin) : squares);
    }

    private static double[] rotation(Arrays a, boolean isRigid) {
        double[] c = centroids(a);
        double cos = 0;
        double sin = 0;
        double squares = 0;
        for (int i = 0; i < a.w.length; i++) {
            double px = a.p[0][i] - c[0];
            double py = a.p[1][i] - c[1];
            double qx = a.q[0][i] - c[2];
            double qy = a.q[1][i] - c[3];
            cos += (px * qx + py * qy) * a.w[i];
            sin += (px * qy - py * qx) * a.w[i];
            squares += (px * px + py * py) * a.w[i];
        }
        return rotation(c, cos, sin, isRigid ? Math.sqrt(cos * cos + sin * sin) : squares);
    }

    private static double[] rotation(double[] c, double cos, double sin, double norm) {
        cos /= norm;
        sin /= norm;
        return new double[] {cos, sin, -sin, cos, c[2] - cos * c[0] + sin * c[1], c[3] - sin * c[0] - cos * c[1]};
    }

    /** Elimination with row pivoting, both right sides at once. */
    private static double[] spline(Arrays a) {
        int count = a.w.length;
        int n = count + 3;
        double[][] rows = new double[n][n + 2];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double dx = a.p[0][i] - a.p[0][j];
                double dy = a.p[1][i] - a.p[1][j];
                double r = Math.sqrt(dx * dx + dy * dy);
                rows[i][j] = r <= 1e-8 ? 0 : r * r * Math.log(r);
            }
            rows[i][count] = rows[count][i] = a.p[0][i];
            rows[i][count + 1] = rows[count + 1][i] = a.p[1][i];
            rows[i][count + 2] = rows[count + 2][i] = 1;
            rows[i][n] = a.q[0][i] - a.p[0][i];
            rows[i][n + 1] = a.q[1][i] - a.p[1][i];
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) {
                    pivot = i;
                }
            }
            double[] top = rows[pivot];
            rows[pivot] = rows[k];
            rows[k] = top;
            for (int i = k + 1; i < n; i++) {
                double[] row = rows[i];
                double factor = row[k] / top[k];
                for (int j = k; j < n + 2; j++) {
                    row[j] -= factor * top[j];
                }
            }
        }
        double[] solution = new double[n];
        for (int side = n; side < n + 2; side++) {
            for (int k = n - 1; k >= 0; k--) {
                double sum = rows[k][side];
                for (int j = k + 1; j < n; j++) {
                    sum -= rows[k][j] * solution[j];
                }
                solution[k] = sum / rows[k][k];
            }
        }
        return solution;
    }
}
