package formcheck.report;

import java.util.List;

/** Names that a file may bear and that must be shown as text everywhere. */
public final class HostileNames {
    public static final List<String> ALL = List.of(
            "<script>alert(1)</script>.mp4",
            "\"' onload=alert(1) x='\".mp4",
            "</title></style><img src=x onerror=alert(1)>",
            "{{ 7 * 7 }}{% include \"x\" %}&amp;",
            "bell\u0007escape\u001b[31mred\r\nline\u0000\u0085end",
            "left\u202egpm.exe\u2066\u200f",
            "line\u2028paragraph\u2029\ufeff",
            "Übung 体操 \uD83D\uDCAA.mp4",
            "long ".repeat(2048));

    private HostileNames() {}
}
