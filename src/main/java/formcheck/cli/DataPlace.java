package formcheck.cli;

import formcheck.session.DataFolder;
import formcheck.session.PracticeAddress;
import formcheck.session.StoreException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --data}: a folder, or a practice's database, of which it returns the local folder. */
final class DataPlace implements ITypeConverter<Path> {
    @Override
    public Path convert(String typed) {
        try {
            if (!PracticeAddress.isOne(typed)) {
                return Path.of(typed);
            }
            PracticeAddress address = PracticeAddress.of(typed);
            Path folder = address.folderIn(DataFolder.ofPlatform());
            address.connect(folder);
            return folder;
        } catch (InvalidPathException e) {
            throw new TypeConversionException("that is no name of a folder");
        } catch (StoreException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
