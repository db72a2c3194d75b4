"""Every command with what it cannot take: the message says what, the code says that, and there is no traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

import glossary

ARTICLE = "Presiden Xi Jinping (习近平) tiba.\n"
FAULTY = "Presiden Xi Jinping(习近平) tiba.\n"
ROW = {"id": "wang-uji", "kind": "person", "hans": "王测", "name": "Wang Uji"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "unknown.txt").write_text("Penulis Zhang Changhao (张长浩) hadir.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "own.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text('[w]\nkind = "person"\nhans = "王测"\nname = "Wang Uji"\n', encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text(json.dumps({**ROW, "nama": "x"}) + "\n", encoding="utf-8")
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    return tmp_path


def run(*arguments, stdin=b"", env=None, python=()):
    done = subprocess.run(
        [sys.executable, *python, "-m", "glossary", *arguments],
        input=stdin, capture_output=True, timeout=200, check=False, env={**os.environ, **(env or {})},
    )  # fmt: skip
    assert b"Traceback" not in done.stderr + done.stdout
    return done


# arguments, code, what is told
WRONG = {
    "lint of none": (["lint", "none.txt"], 2, "none.txt"),
    "lint of a binary file": (["lint", "binary.txt"], 1, "binary.txt:2"),
    "lint of an empty folder": (["lint", "folder"], 2, "folder"),
    "lint of no path": (["lint"], 2, "PATHS"),
    "lint with an unknown rule": (["lint", "a.txt", "--select", "X99"], 2, "X99"),
    "lint with a bad date": (["lint", "a.txt", "--date", "kemarin"], 2, "kemarin"),
    "lint with an unknown format": (["lint", "a.txt", "--format", "xml"], 2, "xml"),
    "lint with a binary configuration": (["lint", "a.txt", "--config", "binary.toml"], 2, "binary.toml"),
    "lint without its configuration": (["lint", "a.txt", "--config", "none.toml"], 2, "none.toml"),
    "lint with a bad glossary": (["lint", "a.txt", "--glossary", "bad.jsonl"], 2, "bad.jsonl:1"),  # 1 means problems
    "annotate with a binary glossary": (["annotate", "a.txt", "--glossary", "binary.toml"], 1, "binary.toml:2"),
    "annotate with a bad glossary": (["annotate", "a.txt", "--glossary", "bad.jsonl"], 1, "bad.jsonl:1"),
    "annotate of a binary file": (["annotate", "binary.txt"], 1, "binary.txt:2"),
    "annotate of a folder of nothing": (["annotate", "folder"], 1, "folder"),
    "annotate of no pattern": (["annotate", "*.html"], 1, "*.html"),
    "annotate to a folder that is a file": (["annotate", "a.txt", "b.txt", "-o", "own.toml/"], 2, "own.toml"),
    "annotate without a field": (["annotate", "own.jsonl", "--field-text", "isi"], 1, "isi"),
    "annotate with negative jobs": (["annotate", "a.txt", "--jobs", "-1"], 2, "--jobs"),
    "annotate with an address that is none": (["annotate", "a.txt", "--url-base", "javascript:x"], 2, "javascript:x"),
    "annotate with jobs of words": (["annotate", "a.txt", "--jobs", "dua"], 2, "dua"),
    "resume to nothing": (["annotate", "a.txt", "--resume"], 2, "--resume"),
    "read in an unknown style": (["read", "习近平", "--style", "cyrillic"], 2, "cyrillic"),
    "read of nothing": (["read"], 2, "NAME"),
    "read with a bad glossary": (["read", "习近平", "--glossary", "bad.jsonl"], 1, "bad.jsonl:1"),
    "lookup of nothing": (["lookup"], 2, "FORMS"),
    "lookup with a bad glossary": (["lookup", "习近平", "--glossary", "bad.jsonl"], 1, "bad.jsonl:1"),
    "lookup in no profile": (["lookup", "习近平", "--profile", "cina"], 2, "cina"),
    "explain of nothing": (["explain"], 2, "TEXT"),
    "explain in no tongue": (["explain", "习近平", "--lang", "zh"], 2, "zh"),
    "explain with a bad glossary": (["explain", "习近平", "--glossary", "bad.jsonl"], 1, "bad.jsonl:1"),
    "harvest of none": (["harvest", "none.txt"], 1, "none.txt"),
    "harvest of a binary file": (["harvest", "binary.txt"], 1, "binary.txt"),
    "harvest of none into a file": (["harvest", "none.txt", "-o", "x.toml"], 1, "none.txt"),
    "harvest of too few": (["harvest", "a.txt", "--least", "0"], 2, "--least"),
    "harvest with fields missing": (["harvest", "a.txt", "--fields", "text"], 2, "--fields"),
    "report of none": (["report", "none.txt", "-o", "x.html"], 1, "none.txt"),
    "report without an output": (["report", "a.txt"], 2, "--output"),
    "report into nowhere": (["report", "a.txt", "--no-lint", "-o", "none/x.html"], 1, "none/x.html"),
    "diff of one": (["diff", "a.txt"], 2, "RUN2"),
    "diff of none": (["diff", "none.jsonl", "none.jsonl"], 2, "none.jsonl"),
    "diff of what is no run": (["diff", "a.txt", "b.txt"], 2, "a.txt"),
    "serve at no port": (["serve", "--port", "99999"], 2, "99999"),
    "serve a bad glossary": (["serve", "--port", "0", "--glossary", "bad.jsonl"], 1, "bad.jsonl"),
    "serve at no address": (["serve", "--host", "tidak.ada.invalid", "--port", "0"], 2, "tidak.ada.invalid"),
    "serve at the address of another": (["serve", "--host", "192.0.2.1", "--port", "0"], 2, "192.0.2.1"),
    "serve at a name too long": (["serve", "--host", "a" * 70 + ".id", "--port", "0"], 2, "--host"),
    "serve with reports into a device": (["serve", "--port", "0", "--reports", "/dev/null"], 2, "/dev/null: no report"),
    "serve with reports below a device": (["serve", "--port", "0", "--reports", "/dev/null/x"], 2, "/dev/null/x: no report"),
    "serve with reports into a file": (["serve", "--port", "0", "--reports", "a.txt"], 2, "a.txt"),
    "serve with reports below a file": (["serve", "--port", "0", "--reports", "a.txt/x"], 2, "a.txt/x: no report"),
    "data of nothing": (["data"], 2, "Usage"),
    "data of an unknown command": (["data", "nosuch"], 2, "nosuch"),
    "data check of a folder": (["data", "check", "folder"], 1, "folder"),
    "data check of a bad file": (["data", "check", "bad.jsonl"], 1, "bad.jsonl:1"),
    "data check of a binary file": (["data", "check", "binary.toml"], 1, "binary.toml:2"),
    "data format of none": (["data", "format", "none.toml"], 1, "none.toml"),
    "data format of a binary file": (["data", "format", "binary.toml"], 1, "binary.toml"),
    "data build without an output": (["data", "build", "own.toml"], 2, "--output"),
    "data build of a bad file": (["data", "build", "bad.jsonl", "-o", "x.index"], 1, "bad.jsonl:1"),
    "data build into nowhere": (["data", "build", "own.toml", "--no-builtin", "-o", "none/x.index"], 1, "none/x.index"),
    "data build of a folder": (["data", "build", "folder", "-o", "x.index"], 1, "folder"),
    "data export to no format": (["data", "export", "own.toml", "--to", "xls"], 2, "xls"),
    "data export of a bad file": (["data", "export", "bad.jsonl", "--to", "csv"], 1, "bad.jsonl:1"),
}  # fmt: skip


@pytest.mark.parametrize("label", WRONG)
def test_what_a_command_cannot_take_is_said(folder, here, label):
    arguments, code, told = WRONG[label]
    if label.startswith("serve") and label != "serve at no port":
        pytest.importorskip("uvicorn", reason="the page needs the extra [web]")
    before = sorted(os.listdir(folder))
    ended, *shown = here(*arguments)
    shown = "".join(shown)
    assert (ended, told in shown) == (code, True), shown
    assert len(shown) < 3000
    assert sorted(os.listdir(folder)) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_an_output_that_is_full_is_named(folder):
    done = run("annotate", "a.txt", "--to", "text", "-o", "/dev/full")
    assert (done.returncode, b"No space left" in done.stderr) == (1, True)


def test_a_port_that_is_taken_is_said(here):
    pytest.importorskip("uvicorn", reason="the page needs the extra [web]")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, error = here("serve", "--port", str(port))
    assert (code, f"port {port}: " in error, "--port" in error) == (1, True, True)


GOOD = {
    "lint": ["lint", "a.txt"],
    "read": ["read", "习近平"],
    "harvest": ["harvest", "unknown.txt"],
    "data check": ["data", "check", "own.toml"],
    "data format": ["data", "format", "--check", "own.toml"],
    "data export": ["data", "export", "own.toml", "--to", "tbx"],
}


@pytest.mark.parametrize("command", GOOD)
def test_a_command_is_quiet_under_strict_python_and_in_plain_locales(folder, command):
    strict = run(*GOOD[command], python=("-W", "error", "-bb", "-X", "dev"))
    assert (strict.returncode, b"Warning" in strict.stderr) == (0, False)
    plain = run(
        *GOOD[command], env={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "3"}
    )
    assert (plain.returncode, plain.stdout) == (0, strict.stdout)
    assert plain.stdout.decode("utf-8") == strict.stdout.decode("utf-8")


PLAIN = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_file_name_is_printed_alike_in_a_plain_locale(folder, form):
    (folder / "习近平 é.txt").write_text(FAULTY, encoding="utf-8")
    usual, plain = (run("lint", "习近平 é.txt", "--format", form, env=env) for env in ({"PYTHONUTF8": "1"}, PLAIN))
    assert (plain.returncode, plain.stdout) == (usual.returncode, usual.stdout) == (1, usual.stdout)
    assert b"udce" not in plain.stdout


UNREADABLE = [
    ["lint", "习.txt"],
    ["lint", "习.html"],
    ["lint", "--diff", "习近.txt"],
    ["lint", "a.txt", "--config", "习.toml"],
    ["lint", "a.txt", "--glossary", "习.toml"],
    ["annotate", "习.html"],
    ["data", "check", "习.toml"],
]


@pytest.mark.parametrize("arguments", UNREADABLE, ids=" ".join)
def test_a_file_name_is_told_readably_in_a_plain_locale(folder, arguments):
    (folder / "习.html").write_bytes(bytes(range(256)))
    (folder / "习近.txt").write_text(FAULTY, encoding="utf-8")
    done = run(*arguments, env=PLAIN)
    told = (done.stdout + done.stderr).decode()
    assert (done.returncode > 0, "习" in told, "udce" in told) == (True, True, False), told


def test_a_file_name_that_is_no_utf8_is_still_told(folder):
    (folder / os.fsdecode(b"\xff\xe4.txt")).write_text(FAULTY, encoding="utf-8")
    for env in (PLAIN, {}):
        done = run("lint", b"\xff\xe4.txt", env=env)
        assert (done.returncode, done.stdout.startswith(b"\\udcff\\udce4.txt:1:")) == (1, True), done.stdout[:80]


def shell(line):
    done = subprocess.run(
        ["bash", "-c", line, "bash", sys.executable, "-m", "glossary"], capture_output=True, timeout=200, check=False
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


STREAMS = ["harvest", "data export"]  # the others: test_command.py


@pytest.mark.parametrize("command", STREAMS)
def test_closed_and_full_streams_are_no_traceback(folder, command):
    arguments = " ".join(f"'{argument.strip()}'" for argument in GOOD[command])
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        assert shell(f'"$@" {arguments} {closed}').returncode == 0
    full = shell(f'"$@" {arguments} > /dev/full')
    assert (full.returncode, b"No space left" in full.stderr) == (1, True)
    assert shell(f'"$@" {arguments} | true; exit ${{PIPESTATUS[0]}}').returncode in (0, 141)


def test_lint_counts_problems_with_its_code(folder):
    assert [run("lint", name).returncode for name in ("a.txt", "b.txt", "empty.txt")] == [0, 1, 0]


def test_a_file_that_cannot_be_written_is_named_by_fix(folder):
    os.chmod("b.txt", 0o444)
    os.chmod(".", 0o555)
    try:
        done = run("lint", "--fix", "b.txt")
    finally:
        os.chmod(".", 0o755)
    text = (folder / "b.txt").read_text(encoding="utf-8")
    assert text == ARTICLE or (text == FAULTY and done.returncode == 2 and b"b.txt" in done.stderr)


def test_fix_keeps_what_a_file_is(folder):
    for name, data in {
        "crlf.txt": FAULTY.replace("\n", "\r\n").encode(),
        "mark.txt": b"\xef\xbb\xbf" + FAULTY.encode(),
        "last.txt": FAULTY.strip().encode(),
        "lone.txt": ("\r" + FAULTY + "\r\n\n").encode(),
    }.items():
        (folder / name).write_bytes(data)
        os.chmod(name, 0o640)
        assert run("lint", "--fix", name).returncode == 0
        assert (folder / name).read_bytes() == data.replace(b"Jinping(", b"Jinping (")
        assert os.stat(name).st_mode & 0o777 == 0o640


def test_github_messages_cannot_be_broken_out_of(folder):
    (folder / "a\n::error::x.txt").write_text(FAULTY + "Xi Jinping(习近平)%0A::warning::y", encoding="utf-8")
    done = run("lint", "--format", "github", "a\n::error::x.txt")
    assert all(line.startswith(b"::") and b"file=" in line for line in done.stdout.splitlines() if line)
    assert b"\n::error::x" not in done.stdout


@pytest.mark.parametrize("command", [["lint", "-"], ["annotate", "-"], ["harvest", "slow.txt"], ["lint", "slow.txt"]])
def test_an_interrupt_of_any_command_ends_with_130(folder, command):
    os.mkfifo("slow.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "glossary", *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with process:
        pipe = os.open("slow.txt", os.O_RDWR)
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=60)
        finally:
            os.close(pipe)
            process.stdin.close()
        told = process.stderr.read()
    assert (process.returncode, b"Traceback" in told) == (130, False)


def test_an_output_is_whole_or_not_there(folder):
    (folder / "many.jsonl").write_text('{"text": "习近平"}\nno\n', encoding="utf-8")
    done = run("annotate", "many.jsonl", "-o", "out.jsonl")
    assert done.returncode == 1
    assert (folder / "out.jsonl").read_bytes().count(b"\n") == 1
    assert b"many.jsonl:2" in done.stderr


def test_what_a_terminal_would_obey_is_shown_escaped(folder, here):
    (folder / "esc.jsonl").write_text(json.dumps({**ROW, "description": "a\x1b[2Jb\tc\nd\x07"}) + "\n", encoding="utf-8")
    assert here("lookup", "王测", "--glossary", "esc.jsonl") == (
        0, "wang-uji\tWang Uji\t王测\tWáng Cè\ta\\x1b[2Jb c d\\x07\n", ""
    )  # fmt: skip
    assert here("lookup", "\x1b[2J\x07") == (1, "", "\\x1b[2J\\x07: not found\n")


def test_a_form_too_long_is_not_repeated_whole(folder, here):
    code, _, error = here("lookup", "a" * 100_000)
    assert (code, len(error) < 300) == (1, True)


@pytest.mark.parametrize("command", ["annotate", "lint", "harvest"])
def test_a_command_works_in_a_folder_that_is_gone(folder, command):
    package = os.path.dirname(os.path.dirname(glossary.__file__))
    done = shell(f'mkdir gone; cd gone; rmdir ../gone; PYTHONPATH={package} "$@" {command} {folder}/a.txt')
    assert (done.returncode, b"No such file" in done.stderr) == (0, False)


TO_STANDARD_OUTPUT = {  # arguments, and what is on standard output
    "annotate": (["annotate", "a.txt", "-o", "-"], "习近平 [Xí Jìnpíng"),
    "annotate by workers": (["annotate", "a.txt", "--to", "jsonl", "-o", "-", "--jobs", "1"], '"version":1'),
    "harvest": (["harvest", "unknown.txt", "-o", "-"], "张长浩"),
    "report": (["report", "a.txt", "--no-lint", "-o", "-"], "<!DOCTYPE html>"),
    "the outliers of a report": (["report", "a.txt", "--no-lint", "-o", "x.html", "--rows", "-"], ""),
    "export": (["data", "export", "own.toml", "--to", "csv", "-o", "-"], "王测"),
    "import": (["data", "import", "own.csv", "-o", "-"], 'hans = "王测"'),
}


@pytest.mark.parametrize("case", TO_STANDARD_OUTPUT)
def test_a_hyphen_is_standard_output(folder, here, case):
    arguments, told = TO_STANDARD_OUTPUT[case]
    (folder / "own.csv").write_text("id,kind,hans,name\nw,person,王测,Wang Uji\n", encoding="utf-8")
    code, out, error = here(*arguments)
    assert (code, told in out, os.path.exists("-"), os.path.exists("-.run")) == (0, True, False, False), error


NO_STANDARD_OUTPUT = {
    "an index": ["data", "build", "own.toml", "-o", "-"],
    "what failed": ["annotate", "a.txt", "--errors", "-"],
    "a run to take up": ["annotate", "a.txt", "-o", "-", "--resume"],
    "Parquet": ["annotate", "a.txt", "-o", "-", "--to", "parquet"],
    "a page and its rows in one": ["report", "a.txt", "-o", "-", "--rows", "-"],
    "a page and its rows in one file": ["report", "a.txt", "-o", "x", "--rows", "x"],
    "a picture": ["data", "coverage", "--svg", "-"],
}


@pytest.mark.parametrize("case", NO_STANDARD_OUTPUT)
def test_what_standard_output_cannot_take_is_refused(folder, here, case):
    code, out, error = here(*NO_STANDARD_OUTPUT[case])
    assert (code, out, "file" in error, os.path.exists("-")) == (2, "", True, False)
