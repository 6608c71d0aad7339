package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final int MODULE = 6;
    private static final int MARGIN = 4;

    /** Draws the code as the page does, and reads it as a phone does. */
    static String read(List<String> rows) throws Exception {
        int size = MODULE * (rows.size() + 2 * MARGIN);
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int row = y / MODULE - MARGIN;
                int column = x / MODULE - MARGIN;
                if (row >= 0
                        && row < rows.size()
                        && column >= 0
                        && column < rows.size()
                        && rows.get(row).charAt(column) == '1') {
                    pixels[y * size + x] = 0;
                }
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels))))
                .getText();
    }

    @Test
    void aPhoneReadsWhatWasWritten() throws Exception {
        String link = "https://192.168.178.123:41234/#" + "Ab_-".repeat(5) + "xy";
        List<String> rows = QrCode.rows(link);
        assertThat(rows).allMatch(row -> row.length() == rows.size() && row.matches("[01]+"));
        assertThat(read(rows)).isEqualTo(link);
    }
}
