/** The form in which the reference library maps points: one array of two numbers at a time, in place. */
interface PointTransform {
    void applyInPlace(double[] point);
}
