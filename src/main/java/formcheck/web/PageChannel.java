package formcheck.web;

import formcheck.live.LivePage;
import formcheck.live.PageView;
import java.nio.ByteBuffer;

/** A connection to a page: writes each view as a message, and sends it without blocking. */
abstract class PageChannel implements LivePage {
    abstract void send(String message);

    abstract void send(ByteBuffer image);

    @Override
    public final void show(PageView view) {
        send(PageJson.text(LiveMessage.of(view)));
    }

    @Override
    public final void show(long frame, byte[] jpeg) {
        send(ImagePacket.of(frame, jpeg));
    }
}
