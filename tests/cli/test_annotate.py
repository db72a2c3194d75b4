"""`glossary annotate` as a user calls it."""

import json
import os
import subprocess
import sys

import pytest

ARTICLE = "Presiden Tiongkok Xi Jinping(习近平) tiba.\n"
SHOWN = "Xi Jinping(习近平 [Xí Jìnpíng"


@pytest.fixture
def call(tmp_path):
    """Run the command in an empty folder; arguments, then standard input and environment."""

    def call(*arguments, stdin=b"", code=0, **environment):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "glossary", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env={**os.environ, **environment},
        )
        assert done.returncode == code, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done.stdout.decode(), done.stderr.decode()

    return call


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")


def test_each_format_of_output(call, article):
    assert SHOWN in call("annotate", "a.txt")[0]
    assert ", Xí Jìnpíng: " in call("annotate", "a.txt", "--to", "markdown")[0]
    assert "<ruby" in call("annotate", "a.txt", "--to", "html")[0]
    for target in ("json", "jsonl"):
        record = json.loads(call("annotate", "a.txt", "--to", target)[0])
        assert (record["id"], record["mentions"][0]["surface"]) == ("a.txt", "习近平")
    assert call("annotate", "a.txt", "--to", "csv")[0].startswith("id,start,end,surface")


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_output_is_utf_8_in_any_locale(call, article, locale):
    assert SHOWN in call("annotate", "a.txt", **locale)[0]


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2", "-o", "out.jsonl")])
def test_names_link_to_the_pages_that_are_told(call, article, tmp_path, jobs):
    out, _ = call("annotate", "a.txt", "--to", "jsonl", "--url-base", "https://contoh.id/{letter}/{id}", *jobs)
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8") if jobs else out)
    assert record["mentions"][0]["entry"]["url"] == "https://contoh.id/x/xi-jinping"


def test_standard_input_is_text_or_json_lines(call):
    assert SHOWN in call("annotate", "-", stdin=ARTICLE.encode())[0]
    line = json.dumps({"id": 5, "text": ARTICLE, "padding": "x" * 200_000}, ensure_ascii=False)
    for stdin in (line, line + "\n" + line):
        records = [json.loads(line) for line in call("annotate", "-", stdin=stdin.encode())[0].splitlines()]
        assert {record["id"] for record in records} == {5}
    assert call("annotate", "-", stdin=b"")[0].strip() == ""
    assert json.loads(call("annotate", "-", "--to", "json", stdin=ARTICLE.encode())[0])["mentions"]


def test_json_lines_in_give_json_lines_out_unless_told_otherwise(call, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": ARTICLE}) + "\n", encoding="utf-8")
    assert json.loads(call("annotate", "a.jsonl")[0])["id"] == 1
    assert SHOWN in call("annotate", "a.jsonl", "--to", "text")[0]


def test_the_suffix_of_the_output_file_decides(call, article, tmp_path):
    for name, seen in (("o.html", "<ruby"), ("o.md", ", Xí Jìnpíng: "), ("o.jsonl", '"mentions"'), ("o", SHOWN)):
        assert call("annotate", "a.txt", "-o", name) == ("", "")
        assert seen in (tmp_path / name).read_text(encoding="utf-8")
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "o", "o.html", "o.jsonl", "o.jsonl.run", "o.md"]


@pytest.mark.parametrize("name", ["dua kata.txt", "baris\nbaru.txt", os.fsdecode(b"\xff.txt"), "-x.txt", "习.txt", "[a].txt"])
@pytest.mark.parametrize("way", ["named", "folder", "into a folder"])
def test_odd_file_names(call, tmp_path, name, way):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_text(ARTICLE, encoding="utf-8")
    if way == "named":
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
        assert SHOWN in call("annotate", "--", name)[0]
        (tmp_path / name).write_bytes(b"\xff")
        assert len(call("annotate", "--", name, code=1)[1].splitlines()) == 1
    elif way == "folder":
        assert json.loads(call("annotate", "in", "--to", "jsonl")[0])["mentions"]
    else:
        call("annotate", "in", "-o", "out")
        assert SHOWN in (tmp_path / "out" / name).read_text(encoding="utf-8")


def test_what_fails_is_named_and_the_rest_is_done(call, article, tmp_path):
    (tmp_path / "b.txt").write_bytes(b"satu\n\xff")
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "a"}\n{\n{"text": "b"}\n')
    (tmp_path / "d").mkdir()
    (tmp_path / "e.docx").touch()
    out, err = call("annotate", "a.txt", "b.txt", "c.jsonl", "d", "e.docx", "f.txt", "--errors", "errors.jsonl", code=1)
    assert SHOWN in out
    assert out.count('"version":1') == 2
    for part in (
        "b.txt:2: not UTF-8",
        "c.jsonl:2: not valid JSON",
        "d: no article in this folder",
        "e.docx: unknown format '.docx'",
    ):
        assert part in err
    assert "f.txt: cannot be read: No such file or directory" in err
    failed = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert [(row["source"], row["line"]) for row in failed] == [("b.txt", None), ("c.jsonl", 2), ("f.txt", None)]


def test_wrong_arguments_are_exit_code_2(call, article):
    for arguments in (
        ["annotate"],
        ["annotate", "a.txt", "--to", "docx"],
        ["annotate", "a.txt", "--jobs", "0"],
        ["annotate", "a.txt", "--resume"],
        ["annotate", "a.txt", "--to", "parquet"],
        ["annotate", "a.txt", "--profile", "cina"],
        ["tidak"],
    ):
        assert "Usage" in call(*arguments, code=2)[1]


def test_a_broken_glossary_is_named(call, article, tmp_path):
    (tmp_path / "own.csv").write_text("id,kind,hans,name\na,orang,习,Xi\n", encoding="utf-8")
    assert "own.csv:2: a: " in call("annotate", "a.txt", "--glossary", "own.csv", code=1)[1]
    assert "tidak.csv" in call("annotate", "a.txt", "--glossary", "tidak.csv", code=1)[1]


def test_the_output_is_no_input(call, article, tmp_path):
    os.symlink("a.txt", tmp_path / "link.txt")
    for output in ("a.txt", "link.txt", "./a.txt"):
        assert "this is also an input" in call("annotate", "a.txt", "-o", output, code=1)[1]
    assert "this is also an input" in call("annotate", ".", "-o", ".", code=1)[1]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == ARTICLE


def test_an_output_that_cannot_be_written_is_named(call, article, tmp_path):
    assert "cannot be written: No space left on device" in call("annotate", "a.txt", "-o", "/dev/full", code=1)[1]
    (tmp_path / "berkas").touch()
    assert "berkas/: this is a file; name a folder" in call("annotate", "a.txt", "-o", "berkas/", code=2)[1]
    assert "cannot be written" in call("annotate", "a.txt", "-o", "berkas/o.txt", code=1)[1]
    call("annotate", "a.txt", "-o", "folder/baru/o.txt")
    assert SHOWN in (tmp_path / "folder" / "baru" / "o.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="a folder that even root cannot write to")
def test_a_folder_that_is_read_only_is_named(call, article):
    for output in ("/proc/o.jsonl", "/proc/o/", "/proc/o.txt"):
        assert "cannot be written" in call("annotate", "a.txt", "-o", output, code=1)[1]


@pytest.mark.skipif(os.name != "posix", reason="a shell with head")
@pytest.mark.parametrize("jobs", ["", "--jobs 2"])
def test_a_closed_pipe_is_no_error(tmp_path, jobs):
    row = json.dumps({"text": ARTICLE}, ensure_ascii=False) + "\n"
    (tmp_path / "a.jsonl").write_text(row * 3000, encoding="utf-8")
    script = f"'{sys.executable}' -m glossary annotate a.jsonl {jobs} | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True)
    assert (done.returncode, len(done.stdout), done.stderr) == (0, 10, b"")


def test_a_missing_home_is_no_obstacle(call, article):
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "GLOSSARY_CACHE")}
    assert SHOWN in call("annotate", "a.txt", **{**environment, "HOME": "/nonexistent", "XDG_CACHE_HOME": ""})[0]


def test_workers_write_to_standard_output_too(call, tmp_path):
    rows = [json.dumps({"id": n, "text": ARTICLE}) for n in range(30)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    alone = call("annotate", "a.jsonl")
    assert call("annotate", "a.jsonl", "--jobs", "2") == alone
    assert call("annotate", "a.jsonl", "--to", "csv") == call("annotate", "a.jsonl", "--to", "csv", "-j", "2")
    assert call("annotate", "-", "--jobs", "2", "--from", "jsonl", stdin="\n".join(rows).encode()) == alone
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_results_of_one_name_are_kept_apart(call, tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(ARTICLE + folder, encoding="utf-8")
    call("annotate", "x", "y", "x/a.txt", "-o", "out/")
    shown = {name: (tmp_path / "out" / name).read_text(encoding="utf-8")[-1] for name in os.listdir(tmp_path / "out")}
    assert {name: (tmp_path / "out" / name).read_text(encoding="utf-8").strip()[-1] for name in shown} == {
        "a.txt": "x",
        "a-2.txt": "y",
    }


def test_an_id_cannot_name_a_file(call, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps({"id": "../../x", "text": ARTICLE}) + "\n", encoding="utf-8")
    call("annotate", "in", "-o", "out", "--to", "html")
    assert sorted(os.listdir(tmp_path)) == ["in", "out"]
    assert os.listdir(tmp_path / "out") == ["a.html"]


def test_a_lone_surrogate_is_written_as_it_was(call, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "\\ud800", "text": "\\udfff 习近平"}\n', encoding="utf-8")
    out, _ = call("annotate", "a.jsonl", "--with-text")
    assert json.loads(out)["id"] == "\ud800"
    assert json.loads(out)["text"] == "\udfff 习近平"
    assert SHOWN[-15:] in call("annotate", "a.jsonl", "--to", "text")[0]


def test_help_names_every_option(call):
    out, _ = call("annotate", "--help")
    for option in (
        "--to", "--from", "--output", "--jobs", "--resume", "--latin-mentions", "--glossary", "--profile", "--field-text",
        "--field-id", "--with-text", "--errors", "--max-unpacked",
    ):  # fmt: skip
        assert option in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_complete(shell):
    environment = {**os.environ, "_GLOSSARY_COMPLETE": f"{shell}_source"}
    program = "import sys; sys.argv = ['glossary']; from glossary.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert "glossary" in done.stdout
    environment = {**os.environ, "_GLOSSARY_COMPLETE": "bash_complete", "COMP_WORDS": "glossary annotate --la", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert "--latin-mentions" in done.stdout


def test_diff_tells_by_its_exit_code(call, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE + "Putin datang.", encoding="utf-8")
    call("annotate", "a.txt", "-o", "one.jsonl")
    call("annotate", "a.txt", "-o", "two.jsonl", "--latin-mentions")
    assert call("diff", "one.jsonl", "one.jsonl")[0] == ""
    out, _ = call("diff", "one.jsonl", "two.jsonl", code=1)
    assert "[options]" in out
    change = json.loads(call("diff", "one.jsonl", "two.jsonl", "--to", "jsonl", code=1)[0].splitlines()[0])
    assert change["causes"] == ["options"]
    assert "there is no such run" in call("diff", "one.jsonl", "none.jsonl", code=2)[1]


@pytest.mark.skipif(os.name != "posix", reason="a terminal of its own needs a pty")
def test_progress_is_shown_on_a_terminal_only(tmp_path):
    import pty

    rows = [json.dumps({"id": n, "text": ARTICLE}) for n in range(30)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    arguments = [sys.executable, "-m", "glossary", "annotate", "a.jsonl", "-o", "o.jsonl", "-j", "2"]
    leader, follower = pty.openpty()
    done = subprocess.run(arguments, cwd=tmp_path, stderr=follower, stdout=subprocess.PIPE)
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "30 articles" in shown
    assert "100%" in shown
    assert subprocess.run(arguments, cwd=tmp_path, capture_output=True).stderr == b""


def test_the_time_left_is_that_of_this_run(monkeypatch):
    import io

    from glossary.cli.annotate import _Bar

    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = _Bar()
    bar.begin(1000, 600)
    assert "left" not in terminal.getvalue()
    bar._start -= 3700
    bar.done(0, 5000, 100)
    assert "5,000 articles, 1/s, 3:05:00 left" in terminal.getvalue()
    bar.done(1, 5000, 300)
    assert terminal.getvalue().rstrip().splitlines()[-1].endswith("10,000 articles, 3/s")


def test_the_list_of_what_failed_is_not_written_over_the_result(call, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{\n')
    (tmp_path / "link").symlink_to("out.jsonl")
    for name in ("out.jsonl", "./out.jsonl", "link"):
        assert (
            "this is the result; name another file" in call("annotate", "a.jsonl", "-o", "out.jsonl", "--errors", name, code=2)[1]
        )
    assert not (tmp_path / "out.jsonl").exists()
