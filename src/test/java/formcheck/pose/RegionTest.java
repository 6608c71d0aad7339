package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegionTest {

    @Test
    void anUprightBodyHasAnUprightRegionWithAQuarterOfMargin() {
        Region region = Region.around(320, 300, 320, 180);
        assertThat(region.x()).isEqualTo(320);
        assertThat(region.y()).isEqualTo(300);
        assertThat(region.rotation()).isCloseTo(0, within(1e-12));
        assertThat(region.size()).isCloseTo(2 * 120 * 1.25, within(1e-9));
        assertThat(region.bodySize()).isCloseTo(240, within(1e-9));
    }

    @Test
    void aBodyThatLeansToTheRightOfTheImageTurnsClockwise() {
        assertThat(Region.around(0, 0, 10, -10).rotation()).isCloseTo(Math.PI / 4, within(1e-12));
        assertThat(Region.around(0, 0, -10, -10).rotation()).isCloseTo(-Math.PI / 4, within(1e-12));
    }

    @Test
    void aBodyUpsideDownIsTurnedByHalfACircleAndNotMore() {
        assertThat(Region.around(0, 0, 0, 10).rotation()).isCloseTo(-Math.PI, within(1e-12));
    }

    @Test
    void aPlaceAlongTheTurnedSquareIsFoundInTheImage() {
        Region lying = Region.around(100, 50, 110, 50);
        // The person's up is the image's right.
        assertThat(lying.imageX(0, -8)).isCloseTo(108, within(1e-9));
        assertThat(lying.imageY(0, -8)).isCloseTo(50, within(1e-9));
    }

    @Test
    void theLetterboxIsTheSmallestSquareAroundTheImage() {
        assertThat(Region.letterbox(640, 480)).isEqualTo(new Region(320, 240, 640, 0));
        assertThat(Region.letterbox(480, 640)).isEqualTo(new Region(240, 320, 640, 0));
    }

    @Test
    void aPersonWhoseHipsAreBelowTheImageIsPlausible() {
        assertThat(new Region(320, 700, 600, 0.1).isPlausibleIn(640, 480)).isTrue();
    }

    @Test
    void aRegionThatIsNotANumberOrTinyOrHugeOrFarOutsideIsNot() {
        assertThat(new Region(Double.NaN, 0, 100, 0).isPlausibleIn(640, 480)).isFalse();
        assertThat(new Region(0, 0, Double.POSITIVE_INFINITY, 0).isPlausibleIn(640, 480))
                .isFalse();
        assertThat(new Region(320, 240, 100, Double.NaN).isPlausibleIn(640, 480))
                .isFalse();
        assertThat(new Region(320, 240, 2, 0).isPlausibleIn(640, 480)).isFalse();
        assertThat(new Region(320, 240, 50_000, 0).isPlausibleIn(640, 480)).isFalse();
        assertThat(new Region(2_000, 240, 100, 0).isPlausibleIn(640, 480)).isFalse();
        assertThat(new Region(320, -300, 100, 0).isPlausibleIn(640, 480)).isFalse();
    }
}
