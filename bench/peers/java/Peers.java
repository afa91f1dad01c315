/** Measures all subjects. */
public final class Peers {
    private Peers() {
    }

    public static void main(String[] arguments) {
        PointTransforms.run();
        Fits.run();
        Tiles.run();
    }
}
