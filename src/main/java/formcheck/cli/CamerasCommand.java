package formcheck.cli;

import formcheck.capture.CameraDevice;
import formcheck.capture.Cameras;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the cameras of this machine. */
@Command(
        name = "cameras",
        header = "Lists the cameras of this machine.",
        synopsisHeading = "%nUsage: ",
        description = {"", "One line a camera: its number for 'formcheck live', its name, and the system's name.", ""})
final class CamerasCommand implements Callable<Integer> {
    private final Shell shell;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    CamerasCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<CameraDevice> cameras = Cameras.list();
        if (cameras.isEmpty()) {
            shell.terminal().print("No camera was found. Connect one, and see that no other program keeps it.");
        }
        for (int i = 0; i < cameras.size(); i++) {
            CameraDevice camera = cameras.get(i);
            shell.terminal().print(i + "  " + camera.name() + "  (" + camera.device() + ")");
        }
        return ExitCode.OK;
    }
}
