"""The command under hostile conditions: it says what is wrong, ends with the right code, never with a traceback."""

import os
import signal
import subprocess
import sys
import time

import pytest

ARTICLE = "Presiden Xi Jinping (习近平) tiba.\n"
COMMAND = [sys.executable, "-m", "glossary"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(*arguments, python=(), stdin=b"", env=None, **options):
    command = [sys.executable, *python, "-m", "glossary", *arguments]
    done = subprocess.run(
        command, input=stdin, capture_output=True, timeout=120, check=False, env={**os.environ, **(env or {})}, **options
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


WRONG = {
    "no command": ([], 2, "Usage"),
    "an unknown command": (["nosuch"], 2, "nosuch"),
    "an unknown option": (["annotate", "--nosuch", "a.txt"], 2, "--nosuch"),
    "no path": (["annotate"], 2, "PATHS"),
    "a missing file": (["annotate", "none.txt"], 1, "none.txt"),
    "an empty name": (["annotate", ""], 1, "cannot be read"),
    "a name too long": (["annotate", "x" * 5000 + ".txt"], 1, "cannot be read"),
    "an unknown format": (["annotate", "a.txt", "--to", "nosuch"], 2, "nosuch"),
    "no process": (["annotate", "a.txt", "--jobs", "0"], 2, "--jobs"),
    "a missing glossary": (["annotate", "a.txt", "--glossary", "none.toml"], 1, "none.toml"),
    "a folder as glossary": (["annotate", "a.txt", "--glossary", "."], 1, "folder"),
    "output over the input": (["annotate", "a.txt", "-o", "a.txt"], 1, "a.txt"),
    "an unknown kind": (["read", "习近平", "--kind", "people"], 2, "people"),
    "what has no pinyin": (["read", "abc"], 1, ""),
    "an unknown name": (["lookup", "nosuchname"], 1, "nosuchname"),
    "an empty form": (["lookup", ""], 1, "not found"),
    "no data to check": (["data", "check", "none.toml"], 1, "none.toml"),
}


@pytest.mark.parametrize("label", WRONG)
def test_what_is_wrong_is_said_with_its_code(folder, label):
    arguments, code, told = WRONG[label]
    done = run(*arguments)
    assert done.returncode == code
    assert told in (done.stderr + done.stdout).decode()
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize(
    "name", ["new\nline.txt", "-dash.txt", "习近平.txt", "a b'\"`$(id).txt", "\udcff\udcfe.txt", "x" * 240 + ".txt"]
)
def test_odd_file_names_are_read(folder, name):
    (folder / name).write_text(ARTICLE, encoding="utf-8")
    done = run("annotate", "--", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Xí Jìnpíng" in done.stdout.decode()


PYTHONS = [("-W", "error"), ("-I",), ("-O",), ("-OO",), ("-E",), ("-bb", "-X", "dev", "-W", "error")]


@pytest.mark.parametrize("python", PYTHONS, ids=" ".join)
def test_every_way_to_start_python_works(folder, python):
    done = run("annotate", "a.txt", python=python)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Xí Jìnpíng" in done.stdout.decode()


LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "nosuch.LOCALE", "PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-16"},
]


@pytest.mark.parametrize("env", LOCALES, ids=lambda env: " ".join(env.values()))
def test_output_is_utf8_in_any_locale(folder, env):
    for arguments in (["annotate", "a.txt"], ["lookup", "习近平"], ["read", "习近平"], ["explain", ARTICLE]):
        done = run(*arguments, env=env)
        assert done.returncode == 0
        assert "Xí Jìnpíng" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("home", [{"HOME": "/nonexistent"}, {"HOME": ""}, {"GLOSSARY_CACHE": "/dev/null/x", "HOME": "/proc"}])
def test_no_home_is_needed(folder, home):
    assert run("lookup", "习近平", env={**home, "XDG_CACHE_HOME": ""}).returncode == 0


def _shell(line):
    done = subprocess.run(["bash", "-c", line, "bash", *COMMAND], capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    return done


def test_a_closed_pipe_is_no_error(folder):
    (folder / "big.txt").write_text(ARTICLE * 20_000, encoding="utf-8")
    done = _shell('"$@" annotate big.txt | head -1; exit ${PIPESTATUS[0]}')
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().count("\n") == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_end_in_no_traceback(folder, closed):
    for arguments in ("annotate a.txt", "lookup 习近平", "read 习近平", "explain 习近平"):
        assert _shell(f'"$@" {arguments} {closed}').returncode == 0


def test_a_closed_input_is_named(folder):
    for arguments in ("annotate -", "read -", "explain -"):
        done = _shell(f'"$@" {arguments} <&-')
        assert done.returncode == 1
        assert b"standard input is closed" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_is_named(folder):
    for arguments in ("annotate a.txt", "lookup 习近平", "explain 习近平"):
        done = _shell(f'"$@" {arguments} > /dev/full')
        assert done.returncode == 1
        assert b"No space left" in done.stderr


def heed_interrupts():
    """A shell gives its background jobs, and what they start, no interrupt to heed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_with_130_and_the_end_by_a_signal_with_143(folder, sent, code):
    os.mkfifo("slow.txt")
    command = [*COMMAND, "annotate", "slow.txt"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts)
    with process, open("slow.txt", "wb"):
        time.sleep(1)
        process.send_signal(sent)
        out, error = process.communicate(timeout=60)
    assert process.returncode == code
    assert (out, b"Traceback" in error) == (b"", False)


def test_a_folder_that_cannot_be_written_is_no_hindrance(folder):
    os.mkdir("locked")
    os.chmod("locked", 0o555)
    assert run("annotate", "../a.txt", cwd="locked").returncode == 0


def test_damaged_articles_do_not_keep_the_others(folder):
    (folder / "bad.txt").write_bytes(b"\xff\xfe\0")
    (folder / "l.jsonl").write_text('{"text": 1}\nno\n{"id": 7, "text": "习近平"}\n[]\n', encoding="utf-8")
    done = run("annotate", "bad.txt", "none.txt", "a.txt", "l.jsonl", "--to", "jsonl")
    assert done.returncode == 1
    assert done.stdout.count(b"xi-jinping") == 2
    for told in (b"bad.txt:1", b"none.txt", b"l.jsonl:1", b"l.jsonl:2", b"l.jsonl:4"):
        assert told in done.stderr
