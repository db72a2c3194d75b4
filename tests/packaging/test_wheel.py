"""The wheel: the same bytes whenever it is built, and whole: it annotates in an environment of its own."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[2]
RUN = """
import glossary
document = glossary.annotate("Presiden Tiongkok, Xi Jinping(习近平) tiba.")
assert document.mentions[0].pinyin == "Xí Jìnpíng", document
print(glossary.__file__)
"""


def copy_of_the_checkout(folder):
    """What the repository tracks, laid out anew with other times."""
    names = ["glossary", "native", "data", "docs", "tests", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE"]
    ignored = shutil.ignore_patterns("__pycache__", "target", "native.bin")
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, copy_function=shutil.copyfile, ignore=ignored)
        else:
            shutil.copyfile(source, folder / name)
    return folder


def build(checkout, target, **environment):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True, env={**os.environ, **environment})
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    checkout = copy_of_the_checkout(tmp_path_factory.mktemp("checkout"))
    return build(checkout, tmp_path_factory.mktemp("dist"))


def test_the_wheel_has_its_index_data_and_types_and_native_code_where_it_can_be_compiled(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("glossary/_data/index.bin", "glossary/_data/sources/people.toml", "glossary/py.typed"):
        assert wanted in names
    is_native = "glossary/native/native.bin" in names
    assert is_native == (shutil.which("cargo") is not None)
    assert "-py3-none-" in wheel.name
    assert wheel.name.endswith("-any.whl") != is_native
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("data/LICENSES.md") for name in names)


def test_two_builds_give_the_same_bytes(wheel, tmp_path):
    again = build(ROOT, tmp_path / "dist")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_a_wheel_without_native_code_is_for_any_machine(tmp_path):
    pure = build(ROOT, tmp_path, GLOSSARY_PURE="1")
    assert pure.name.endswith("-py3-none-any.whl")
    assert "glossary/native/native.bin" not in zipfile.ZipFile(pure).namelist()


def test_an_editable_install_has_byte_code(tmp_path):
    checkout = copy_of_the_checkout(tmp_path)
    code = "from hatch_build import IndexHook; IndexHook('.', {}, None, None, 'dist', 'wheel').initialize('editable', {})"
    subprocess.run([sys.executable, "-c", code], cwd=checkout, check=True)
    sources = {path.stem for path in (checkout / "glossary").glob("*.py")}
    compiled = {path.name.split(".")[0] for path in (checkout / "glossary" / "__pycache__").glob("*.pyc")}
    assert compiled == sources


def test_the_wheel_annotates_in_a_fresh_environment(wheel, tmp_path):
    """Without pip's index, a writable home or a cache; click, its only dependency, is lent from here."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    lent = tmp_path / "lent"
    lent.mkdir()
    shutil.copytree(Path(click.__file__).parent, lent / "click")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(lent), "HOME": "/nonexistent", "LC_ALL": "C"}
    shown = subprocess.run(
        [python, "-W", "error", "-c", RUN], env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(shown.stdout.strip()).is_relative_to(tmp_path / "env")
    assert shown.stderr == ""
    command = [python, "-m", "glossary", "annotate", "-"]
    text = "Presiden Xi Jinping (习近平)juga hadir.".encode()
    output = subprocess.run(command, input=text, env=environment, cwd=tmp_path, check=True, capture_output=True)
    assert "习近平 [Xí Jìnpíng" in output.stdout.decode()
