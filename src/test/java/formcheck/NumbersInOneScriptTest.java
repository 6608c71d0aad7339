package formcheck;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/**
 * What is written never depends on the machine's language: whoever formats says in which. Else a text holds two kinds of digits
 * where a country has its own, and a name in lower case is another one in Turkey.
 */
class NumbersInOneScriptTest {
    private static final List<Class<?>> FORMATTERS = List.of(
            java.io.PrintStream.class,
            java.io.PrintWriter.class,
            java.io.Console.class,
            Formatter.class,
            Scanner.class);

    @Test
    void nothingIsFormattedInTheMachinesLanguage() {
        noClasses()
                .should()
                .accessTargetWhere(
                        describe("uses the machine's language", NumbersInOneScriptTest::usesTheMachinesLanguage))
                .because("a text has one kind of digits, on every machine the same")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("formcheck"));
    }

    private static boolean usesTheMachinesLanguage(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        boolean saysWhich =
                access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget call
                        && call.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
        if (saysWhich) {
            return false;
        }
        if (access.getTargetOwner().isEquivalentTo(String.class)) {
            return List.of("format", "formatted", "toLowerCase", "toUpperCase").contains(name);
        }
        if (access.getTargetOwner().isAssignableTo(NumberFormat.class)) {
            return (name.startsWith("get") && name.endsWith("Instance"))
                    || (name.equals("<init>") && access.getTargetOwner().isEquivalentTo(DecimalFormat.class));
        }
        if (access.getTargetOwner().isEquivalentTo(java.time.format.DateTimeFormatter.class)) {
            return name.equals("ofPattern") || name.startsWith("ofLocalized");
        }
        if (access.getTargetOwner().isEquivalentTo(Locale.class)) {
            return name.equals("getDefault") || name.equals("setDefault");
        }
        boolean formatter =
                FORMATTERS.stream().anyMatch(type -> access.getTargetOwner().isEquivalentTo(type));
        return formatter && List.of("format", "printf").contains(name);
    }
}
