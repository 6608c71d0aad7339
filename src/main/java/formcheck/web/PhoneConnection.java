package formcheck.web;

import org.jspecify.annotations.Nullable;

/** A connection of the phone. */
abstract class PhoneConnection {
    /** With which it began. */
    final @Nullable String secret;

    PhoneConnection(@Nullable String secret) {
        this.secret = secret;
    }

    abstract void send(String message);

    abstract void end(int status);
}
