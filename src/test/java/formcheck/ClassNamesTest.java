package formcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A search for the simple name of a class finds one class of the program. */
class ClassNamesTest {

    /** By design each stage has a nested record of its parameters with this name, which is read as {@code Coach.Parameters}. */
    private static final String PARAMETERS = "Parameters";

    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // also those of a profile
            .importPackages("formcheck");

    @Test
    void noTwoClassesShareASimpleName() {
        Set<String> excepted = Set.of(PARAMETERS, "package-info");
        TreeMap<String, List<String>> byName = named().filter(type -> !excepted.contains(type.getSimpleName()))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(byName).containsKeys("FormPipeline", "Observation", "Seen"); // top level and nested
        byName.values().removeIf(classes -> classes.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void parametersAreARecordOfTheirStage() {
        assertThat(named().filter(type -> type.getSimpleName().equals(PARAMETERS)))
                .hasSizeGreaterThan(1)
                .allMatch(JavaClass::isRecord)
                .allMatch(JavaClass::isNestedClass);
    }

    private Stream<JavaClass> named() {
        return program.stream().filter(type -> !type.isAnonymousClass());
    }
}
