package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionDecoderTest {

    private static final int INPUT = 224;
    private static final Anchors ANCHORS = Anchors.forInput(INPUT);
    private static final Region PICTURE = Region.letterbox(640, 480);

    private final float[] raw = new float[ANCHORS.count() * DetectionDecoder.VALUES];
    private final DetectionDecoder decoder = new DetectionDecoder(INPUT, 0.5);

    DetectionDecoderTest() {
        for (int anchor = 0; anchor < ANCHORS.count(); anchor++) {
            raw[anchor * DetectionDecoder.VALUES + 12] = -100;
        }
    }

    @Test
    void anInputOf224HasThe2254AnchorsOfBlazePoseTwoACellFromTheTopLeft() {
        assertThat(ANCHORS.count()).isEqualTo(2254);
        assertThat(ANCHORS.x()[0]).isEqualTo(0.5f / 28);
        assertThat(ANCHORS.x()[1]).isEqualTo(0.5f / 28);
        assertThat(ANCHORS.x()[2]).isEqualTo(1.5f / 28);
        assertThat(ANCHORS.y()[2]).isEqualTo(0.5f / 28);
        assertThat(ANCHORS.x()[2253]).isEqualTo(6.5f / 7);
        assertThat(ANCHORS.y()[2253]).isEqualTo(6.5f / 7);
    }

    @Test
    void anEmptyImageHoldsNobody() {
        assertThat(decoder.decode(raw, PICTURE)).isEmpty();
    }

    @Test
    void aPersonIsFoundInPixelsOfTheImage() {
        person(anchorAt(112, 112), 2, 10, -6, 40, 20);
        List<Detection> persons = decoder.decode(raw, PICTURE);
        assertThat(persons).hasSize(1);
        Detection person = persons.get(0);
        double scale = 640.0 / INPUT;
        double x = 320 + (ANCHORS.x()[anchorAt(112, 112)] - 0.5) * 640;
        double y = 240 + (ANCHORS.y()[anchorAt(112, 112)] - 0.5) * 640;
        assertThat(person.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
        assertThat(person.left()).isCloseTo(x + (10 - 20) * scale, within(1e-3));
        assertThat(person.right()).isCloseTo(x + (10 + 20) * scale, within(1e-3));
        assertThat(person.top()).isCloseTo(y + (-6 - 20) * scale, within(1e-3));
        assertThat(person.hipsX()).isCloseTo(x, within(1e-3));
        assertThat(person.hipsY()).isCloseTo(y + 20 * scale, within(1e-3));
        assertThat(person.bodySize()).isCloseTo(2 * 40 * scale, within(1e-3));
        assertThat(person.region())
                .isEqualTo(Region.around(person.hipsX(), person.hipsY(), person.topX(), person.topY()));
    }

    @Test
    void candidatesOfOneHeadBecomeTheirMeanWeightedByScore() {
        person(anchorAt(112, 112), 3, 0, 0, 40, 20);
        person(anchorAt(112, 112) + 1, 0, 4, 0, 40, 20);
        List<Detection> persons = decoder.decode(raw, PICTURE);
        assertThat(persons).hasSize(1);
        double surest = 1 / (1 + Math.exp(-3));
        double shift = 4 * 0.5 / (0.5 + surest);
        double x = 320 + (ANCHORS.x()[anchorAt(112, 112)] - 0.5) * 640;
        assertThat((persons.get(0).left() + persons.get(0).right()) / 2)
                .isCloseTo(x + shift * 640 / INPUT, within(1e-3));
        assertThat(persons.get(0).score()).isCloseTo(surest, within(1e-9));
    }

    @Test
    void twoHeadsAreTwoPersonsTheSurestFirst() {
        person(anchorAt(60, 100), 1, 0, 0, 30, 20);
        person(anchorAt(160, 100), 4, 0, 0, 30, 20);
        List<Detection> persons = decoder.decode(raw, PICTURE);
        assertThat(persons).hasSize(2);
        assertThat(persons.get(0).hipsX()).isGreaterThan(320);
        assertThat(persons.get(1).hipsX()).isLessThan(320);
    }

    @Test
    void whatIsNoNumberIsNoPerson() {
        person(anchorAt(60, 100), Float.NaN, 0, 0, 30, 20);
        person(anchorAt(160, 100), 4, 0, 0, 30, 20);
        raw[anchorAt(160, 100) * DetectionDecoder.VALUES + 5] = Float.NaN;
        assertThat(decoder.decode(raw, PICTURE)).isEmpty();
        Arrays.fill(raw, Float.POSITIVE_INFINITY);
        assertThat(decoder.decode(raw, PICTURE)).isEmpty();
    }

    /** The first anchor of the finest grid nearest to a place of the input. */
    private static int anchorAt(int x, int y) {
        return 2 * (y / 8 * 28 + x / 8);
    }

    private void person(int anchor, float logit, float x, float y, float size, float hipsDown) {
        int at = anchor * DetectionDecoder.VALUES;
        raw[at] = x;
        raw[at + 1] = y;
        raw[at + 2] = size;
        raw[at + 3] = size;
        raw[at + 5] = hipsDown;
        raw[at + 7] = hipsDown - 40;
        raw[at + 12] = logit;
    }
}
