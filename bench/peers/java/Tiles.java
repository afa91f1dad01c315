import java.util.ArrayList;
import java.util.List;

/** Bounds of tiles from samples of their border, and the way back from the world through a mesh of triangles. */
final class Tiles {
    private static final double CELL = 64;

    private Tiles() {
    }

    static void run() {
        PointTransform affine = new Affine();
        PointTransform lens = new Lens();
        List<PointTransform> ofAffine = List.of(affine);
        List<PointTransform> ofLens = List.of(lens, affine);
        Measure.print("bounds affine", 1, () -> Measure.sink = bounds(ofAffine)[0]);
        Measure.print("bounds lens", 1, () -> Measure.sink = bounds(ofLens)[0]);

        Mesh mesh = new Mesh(ofLens);
        double[] points = PointTransforms.points(1000);
        for (int i = 0; i < points.length; i += 2) {
            double[] point = {points[i], points[i + 1]};
            apply(ofLens, point);
            points[i] = point[0];
            points[i + 1] = point[1];
        }
        Measure.print("world to local lens", 1000, () -> {
            double sum = 0;
            for (int i = 0; i < points.length; i += 2) {
                double[] point = {points[i], points[i + 1]};
                sum += mesh.invert(point) ? point[0] : 0;
            }
            Measure.sink = sum;
        });
    }

    private static void apply(List<PointTransform> transforms, double[] point) {
        for (PointTransform transform : transforms) {
            transform.applyInPlace(point);
        }
    }

    private static double[] bounds(List<PointTransform> transforms) {
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        int columns = (int) Math.max(2, Math.round(PointTransforms.WIDTH / CELL));
        int rows = (int) Math.max(2, Math.round(PointTransforms.HEIGHT / CELL));
        for (int i = 0; i < columns; i++) {
            double x = i * (PointTransforms.WIDTH - 1) / (columns - 1);
            add(box, transforms, x, 0);
            add(box, transforms, x, PointTransforms.HEIGHT);
        }
        for (int i = 0; i < rows; i++) {
            double y = i * (PointTransforms.HEIGHT - 1) / (rows - 1);
            add(box, transforms, 0, y);
            add(box, transforms, PointTransforms.WIDTH, y);
        }
        return box;
    }

    private static void add(double[] box, List<PointTransform> transforms, double x, double y) {
        double[] point = {x, y};
        apply(transforms, point);
        box[0] = Math.min(box[0], point[0]);
        box[1] = Math.min(box[1], point[1]);
        box[2] = Math.max(box[2], point[0]);
        box[3] = Math.max(box[3], point[1]);
    }

    private static final class Affine implements PointTransform {
        @Override
        public void applyInPlace(double[] point) {
            double x = point[0];
            double y = point[1];
            point[0] = 0.99 * x - 0.02 * y + 12345.6;
            point[1] = 0.02 * x + 1.01 * y - 6543.2;
        }
    }

    /** A lens correction of dimension 5: every power by Math.pow, normalised, weighted. */
    private static final class Lens implements PointTransform {
        private static final int DIMENSION = 5;
        private static final int LENGTH = (DIMENSION + 1) * (DIMENSION + 2) / 2;

        private final double[][] beta = new double[LENGTH][2];
        private final double[] mean = new double[LENGTH];
        private final double[] variance = new double[LENGTH];

        Lens() {
            int k = 0;
            for (int i = 1; i <= DIMENSION; i++) {
                for (int j = i; j >= 0; j--, k++) {
                    variance[k] = Math.pow(1000, i);
                    beta[k][0] = i == 1 && j == 1 ? 1000 : 0.1;
                    beta[k][1] = i == 1 && j == 0 ? 1000 : 0.1;
                }
            }
        }

        @Override
        public void applyInPlace(double[] point) {
            double[] features = new double[LENGTH];
            int k = 0;
            for (int i = 1; i <= DIMENSION; i++) {
                for (int j = i; j >= 0; j--) {
                    features[k++] = Math.pow(point[0], j) * Math.pow(point[1], i - j);
                }
            }
            double sumX = 100 * beta[LENGTH - 1][0];
            double sumY = 100 * beta[LENGTH - 1][1];
            for (int i = 0; i < LENGTH - 1; i++) {
                double feature = (features[i] - mean[i]) / variance[i];
                sumX += feature * beta[i][0];
                sumY += feature * beta[i][1];
            }
            point[0] = sumX;
            point[1] = sumY;
        }
    }

    /** Nearly equilateral triangles; the one that holds a point is sought through all of them. */
    private static final class Mesh {
        private final List<double[][]> triangles = new ArrayList<>();

        Mesh(List<PointTransform> transforms) {
            int columns = (int) Math.max(2, Math.round(PointTransforms.WIDTH / CELL));
            double stepX = (PointTransforms.WIDTH - 1) / (columns - 1);
            int pairs = (int) Math.max(1, Math.floor((PointTransforms.HEIGHT - 1) / stepX / Math.sqrt(3) + 0.5));
            int rows = 2 * pairs + 1;
            double stepY = (PointTransforms.HEIGHT - 1) / (rows - 1);
            for (int row = 0; row < rows - 1; row++) {
                for (int column = 0; column < columns - 1; column++) {
                    double shift = (row & 1) * 0.5;
                    double x = (column + shift) * stepX;
                    double below = (column + 0.5 - shift) * stepX;
                    add(transforms, x, row * stepY, x + stepX, row * stepY, below, (row + 1) * stepY);
                    add(transforms, x, row * stepY, below, (row + 1) * stepY, below - stepX, (row + 1) * stepY);
                }
            }
        }

        private void add(List<PointTransform> transforms, double... corners) {
            double[][] triangle = new double[6][];
            for (int i = 0; i < 3; i++) {
                double[] local = {corners[2 * i], corners[2 * i + 1]};
                double[] world = local.clone();
                apply(transforms, world);
                triangle[i] = local;
                triangle[3 + i] = world;
            }
            triangles.add(triangle);
        }

        boolean invert(double[] point) {
            for (double[][] t : triangles) {
                if (holds(t, point)) {
                    double area = cross(t[3], t[4], t[5]);
                    double b = cross(t[5], t[3], point) / area;
                    double c = cross(t[3], t[4], point) / area;
                    point[0] = t[0][0] + b * (t[1][0] - t[0][0]) + c * (t[2][0] - t[0][0]);
                    point[1] = t[0][1] + b * (t[1][1] - t[0][1]) + c * (t[2][1] - t[0][1]);
                    return true;
                }
            }
            return false;
        }

        private static boolean holds(double[][] t, double[] point) {
            return cross(t[3], t[4], point) >= 0 && cross(t[4], t[5], point) >= 0 && cross(t[5], t[3], point) >= 0;
        }

        private static double cross(double[] a, double[] b, double[] c) {
            return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        }
    }
}
