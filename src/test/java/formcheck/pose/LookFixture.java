package formcheck.pose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.capture.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A drawn picture, how {@code scripts/posture/looks.py} cuts shoulders out of it, and what the encoder in PyTorch makes of
 * that; {@code scripts/posture/fixture.py} writes it.
 *
 * @param encoder SHA-256 of the encoder that the looks are of
 * @param shoulderWidths how wide the crops are in the person
 * @param above share of the crops above the middle of the shoulders
 * @param picture that the crops are cut from
 */
record LookFixture(String encoder, double shoulderWidths, double above, Frame picture, List<Crop> crops) {

    /**
     * What is to come out.
     *
     * @param x middle of the shoulders, pixels
     * @param y as {@code x}
     * @param shoulderWidth pixels
     * @param width of the crop
     * @param height of the crop
     * @param luma of the crop, row by row
     * @param look the encoder's numbers
     */
    @SuppressWarnings("ArrayRecordComponent") // compared one by one
    record Crop(double x, double y, double shoulderWidth, int width, int height, byte[] luma, double[] look) {}

    static LookFixture read() throws IOException {
        JsonNode json;
        try (InputStream in = resource("looks.json")) {
            json = new JsonMapper().readTree(in);
        }
        List<Crop> crops = new ArrayList<>();
        for (JsonNode one : json.path("cases")) {
            BufferedImage image;
            try (InputStream in = resource(one.path("crop").asText())) {
                image = ImageIO.read(in);
            }
            int width = image.getWidth();
            int height = image.getHeight();
            byte[] luma = new byte[width * height];
            for (int k = 0; k < luma.length; k++) {
                // Of the raster: getRGB would turn grey by the picture's gamma into another grey.
                luma[k] = (byte) image.getRaster().getSample(k % width, k / width, 0);
            }
            double[] look = new double[one.path("look").size()];
            for (int k = 0; k < look.length; k++) {
                look[k] = one.path("look").path(k).asDouble();
            }
            crops.add(new Crop(
                    one.path("x").asDouble(),
                    one.path("y").asDouble(),
                    one.path("shoulderWidth").asDouble(),
                    width,
                    height,
                    luma,
                    look));
        }
        return new LookFixture(
                json.path("encoder").asText(),
                json.path("shoulderWidths").asDouble(),
                json.path("above").asDouble(),
                Pictures.of("look/picture.png", 0),
                crops);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(LookFixture.class.getResourceAsStream("look/" + name), name);
    }
}
