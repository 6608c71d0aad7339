package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.guide.LiveGuide;
import formcheck.live.CoachingOptions;
import formcheck.live.PageRequest;
import formcheck.live.SessionChoice;
import formcheck.live.SourceRequest;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Requests of a page as the live session receives them. */
class LiveRequestsTest {
    private static final SessionChoice NOTHING_CHOSEN = new SessionChoice(
            "Me",
            new Load(OptionalDouble.empty(), Optional.empty()),
            OptionalInt.empty(),
            new PictureChoice(PictureChoice.KeptPictureKind.NONE, PictureChoice.NONE.days()),
            false);

    private final LiveRequests requests = new LiveRequests();

    private Optional<PageRequest> read(String text) {
        return requests.read(text.replace('\'', '"'));
    }

    @Test
    void readsEveryChoiceOfTheStartPage() {
        String text = "{'type':'open','source':{'kind':'browser','name':'c','width':640,'height':480},'variant':'band',"
                + "'resume':true,'raises':true,'head':true,'prove':true,'person':{'name':' Ann ','kilograms':4,"
                + "'band':'red','painBefore':2,'pictures':'none','days':30,'provenDecides':true}}";
        assertThat(read(text))
                .contains(new PageRequest.Open(
                        Optional.of(new SourceRequest.BrowserCamera("c", 640, 480)),
                        true,
                        Optional.of("band"),
                        new SessionChoice(
                                "Ann",
                                new Load(OptionalDouble.of(4), Optional.of("red")),
                                OptionalInt.of(2),
                                new PictureChoice(PictureChoice.KeptPictureKind.NONE, 30),
                                true),
                        new CoachingOptions(true, true, true)));
    }

    @Test
    void whatIsMissingOrOutOfRangeCountsAsNotGiven() {
        String text = "{'type':'open','source':{'kind':'door'},"
                + "'person':{'kilograms':1000,'painBefore':11,'pictures':'all'}}";
        assertThat(read(text))
                .contains(new PageRequest.Open(
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        NOTHING_CHOSEN,
                        new CoachingOptions(false, false, false)));
    }

    @Test
    void readsThePreviewOfACameraAndItsEnd() {
        assertThat(read("{'type':'preview','source':{'kind':'browser','name':'c','width':640,'height':480}}"))
                .contains(new PageRequest.Preview(Optional.of(new SourceRequest.BrowserCamera("c", 640, 480))));
        assertThat(read("{'type':'preview'}")).contains(new PageRequest.Preview(Optional.empty()));
    }

    @Test
    void readsCommandsAndPain() {
        assertThat(read("{'type':'command','name':'next'}")).contains(new PageRequest.Instruct(LiveGuide.Command.NEXT));
        assertThat(read("{'type':'pain','level':0}")).contains(new PageRequest.RatePain(0));
        assertThat(read("{'type':'take-over'}")).contains(new PageRequest.TakeOver());
        assertThat(read("{'type':'close'}")).contains(new PageRequest.Close());
    }

    @Test
    void whatIsNoRequestIsNone() {
        for (String text : new String[] {
            "", "no", "[]", "7", "{'type':'dance'}", "{'type':'pain','level':11}", "{'type':'command','name':'x'}"
        }) {
            assertThat(read(text)).as(text).isEmpty();
        }
    }
}
