package formcheck.live;

/**
 * An image of the phone.
 *
 * @param sequence number of the image from the phone
 * @param captured when it was taken, {@link System#nanoTime()}
 * @param jpeg the file, not decoded
 */
@SuppressWarnings("ArrayRecordComponent") // passed to the decoder, never written to
record PhoneImage(long sequence, long captured, byte[] jpeg) {}
