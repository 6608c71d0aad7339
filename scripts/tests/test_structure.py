"""How the modules of the package may depend on each other."""

import ast
import re
from functools import cache

from formcheck_scripts.paths import ROOT

SCRIPTS, PACKAGE = ROOT / "scripts", "formcheck_scripts"
JAVA = {path.stem for path in (ROOT / "src").rglob("*.java")}
FILES = {
    ".".join((PACKAGE, *path.relative_to(SCRIPTS).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in SCRIPTS.rglob("*.py")
    if "tests" not in path.relative_to(SCRIPTS).parts
}
MAX_LINES = 300
LAYERS = {
    "samples": {"samples"},
    "models": {"models"},
    "posture": {"posture", "models", "samples"},
    "measuring": {"measuring"},
    "peers": {"peers", "measuring"},
    "perturb": {"perturb", "measuring"},
    "speed": {"speed", "measuring", "models"},
    "voice": {"voice"},
}
"""Which parts each part may import; the modules beside them may be imported by all."""


@cache
def tree(name):
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


@cache
def imported(name):
    """Modules of the package that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
            found |= {f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in FILES else node.module for alias in node.names}
    return found


def part(name):
    return name.split(".")[1] if name.count(".") > 1 or name.split(".")[-1] in LAYERS else ""


def test_no_module_imports_itself_by_others():
    done, path = set(), []

    def visit(name):
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            path.append(name)
            for other in sorted(imported(name)):
                visit(other)
            path.pop()
            done.add(name)

    for name in sorted(FILES):
        visit(name)


def test_parts_import_only_the_parts_that_they_may():
    for name in FILES:
        allowed = LAYERS.get(part(name), set()) | {""}
        for other in imported(name):
            assert part(other) in allowed, f"{name} imports {other}"


def test_every_import_of_the_package_names_a_module_that_is_there():
    for name in FILES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
                assert node.module in FILES, f"{name}: {node.module}"


def test_no_module_is_found_by_its_bare_name():
    own = {name.split(".")[-1] for name in FILES} - {PACKAGE}
    for name in FILES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & own, name
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in own, f"{name}: {node.module}"


def test_nothing_changes_where_modules_are_searched():
    for name, path in FILES.items():
        assert "sys." + "path" not in path.read_text(encoding="utf-8"), name


def test_no_file_is_too_long():
    for path in SCRIPTS.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES, path


def test_java_classes_that_are_named_exist():
    for name, path in FILES.items():
        for java in re.findall(r"(\w+)\.java\b", path.read_text(encoding="utf-8")):
            assert java in JAVA, f"{name}: {java}"
