"""What the library does to the process it runs in: nothing that anyone else could notice."""

import itertools
import json
import logging
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import glossary

NAMES = [
    "Xi Jinping (习近平)",
    "Wu Qian (吴谦)",
    "国防部发言人吴谦",
    "Zhang Changhao (张长浩)",
    "Putin",
    "解放军",
    "あ習近平",
    "𠮷田",
]
TEXTS = [f"{a}, lalu {b}. Kata {a} tadi." for a, b in itertools.product(NAMES, NAMES)]
PROGRAM = "import glossary; a = glossary.Annotator(latin_mentions=True)\n"


def python(code, *options, **env):
    """Run a program of its own process and give what it printed; a warning or a traceback is a failure."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, timeout=200, check=False, env={**os.environ, **env}
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def test_eight_threads_that_share_an_annotator_get_the_same_answers(annotator):
    expected = [document.to_json() for document in annotator.pipe(TEXTS)]
    shared = glossary.Annotator(latin_mentions=True)
    barrier = threading.Barrier(8)

    def work(number):
        barrier.wait()
        order = [*range(number, len(TEXTS)), *range(number)]
        found = {n: shared.annotate(TEXTS[n]).to_json() for n in order}
        return [found[n] for n in range(len(TEXTS))]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(work, range(8)))


def test_the_first_use_may_be_raced():
    code = """
import threading, glossary
barrier, found = threading.Barrier(8), []
def work():
    barrier.wait()
    found.append((glossary.annotate("Xi Jinping (习近平)").to_json(), glossary.read("单田芳", "person"), glossary.lookup("PBB")))
threads = [threading.Thread(target=work) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(len(found), len(set(map(str, found))))
"""
    assert python(code) == "8 1\n"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_that_are_forked_or_spawned_give_the_same(method):
    code = f"""
import multiprocessing, glossary
def work(text): return glossary.annotate(text).to_json()
if __name__ == "__main__":
    here = work("Xi Jinping (习近平)")
    with multiprocessing.get_context({method!r}).Pool(2) as pool:
        print(set(pool.map(len, ["a"])), pool.map(glossary.annotate, ["Xi Jinping (习近平)"])[0].to_json() == here)
"""
    assert python(code) == "{1} True\n"


def test_importing_and_annotating_warn_of_nothing():
    code = PROGRAM + "[a.annotate(t).to_html() for t in ('Xi Jinping (习近平)', '中国共产党第二十次全国代表大会在北京隆重召开')]"
    assert python(code, "-W", "error", "-bb", "-X", "dev") == ""


AUDIT = """
import os, sys
seen = []
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.", "marshal.load", "ctypes.",
             "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.",
             "os.remove", "os.rename", "os.mkdir", "shutil.", "os.chdir", "os.putenv")
def hook(event, arguments):
    if event.startswith(FORBIDDEN):
        seen.append((event, str(arguments)[:80]))
    if event == "open":
        path, mode, flags = arguments
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append((event, str(path)))
    if event in ("exec", "compile") and armed:
        seen.append((event, str(arguments)[:80]))
armed = False
import glossary
a = glossary.Annotator(glossary.load(sys.argv[1]), latin_mentions=True)
def work():
    for text in ("Xi Jinping (习近平) dan Wang Uji (王测)", "中国共产党第二十次全国代表大会", "あ習近平", "<b>习近平</b>"):
        document = a.annotate(text)
        for name in dir(document):
            if name.startswith("to_"):
                getattr(document, name)()
        document.explain()
        if hasattr(glossary, "lint"):
            glossary.lint(text), glossary.fix(text)
        glossary.read(text), glossary.lookup(text), a.annotate_line(b'{"text": "\\xe4\\xb9\\xa0"}')
work()
sys.addaudithook(hook)
armed = True
work()
armed = False
glossary.load(sys.argv[1])
print(seen)
"""


def test_nothing_is_written_started_sent_or_evaluated(tmp_path):
    """Once warm, the audit hook sees no file opened for writing, no socket, process, pickle, marshal, compile or exec."""
    path = tmp_path / "own.toml"
    path.write_text('[w]\nkind = "person"\nhans = "王测"\nname = "Wang Uji"\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", AUDIT, str(path)], capture_output=True, timeout=200, check=False)
    assert (done.returncode, done.stderr.decode(), done.stdout.decode()) == (0, "", "[]\n")
    assert os.listdir(tmp_path) == ["own.toml"]


def test_all_works_without_network_or_a_home_that_can_be_written(tmp_path):
    code = (
        "import socket\ndef no(*a, **k): raise OSError('no network')\nsocket.socket = socket.create_connection = no\n" + PROGRAM
    )
    home = {"HOME": str(tmp_path / "none"), "XDG_CACHE_HOME": "/dev/null", "GLOSSARY_CACHE": "/dev/null"}
    assert python(code + "print(a.annotate('Xi Jinping (习近平)').mentions[0].pinyin)", **home) == "Xí Jìnpíng\n"


def test_the_same_bytes_come_out_for_every_hash_seed():
    code = PROGRAM + f"print([(d.to_json(), d.to_html(), d.explain()) for d in a.pipe({TEXTS[::5]!r})])"
    first, *others = [python(code, PYTHONHASHSEED=seed, PYTHONUTF8="1") for seed in ("0", "1", "2")]
    assert [other == first for other in others] == [True, True]


def test_other_libraries_keep_their_state():
    pytest.importorskip("pypinyin", reason="the oracle is not installed")
    code = """
import sys, logging, locale, warnings, random, pypinyin, pypinyin.constants as c
before = (dict(c.PINYIN_DICT), dict(c.PHRASES_DICT), list(sys.path), locale.setlocale(locale.LC_ALL), list(warnings.filters),
          random.getstate(), list(logging.root.handlers), logging.root.level, sys.getrecursionlimit())
import glossary
glossary.Annotator(latin_mentions=True).annotate("Xi Jinping (习近平) 中国共产党第二十次全国代表大会在北京隆重召开")
glossary.read("单田芳", "person")
after = (dict(c.PINYIN_DICT), dict(c.PHRASES_DICT), list(sys.path), locale.setlocale(locale.LC_ALL), list(warnings.filters),
         random.getstate(), list(logging.root.handlers), logging.root.level, sys.getrecursionlimit())
print([a == b for a, b in zip(before, after)].count(False))
"""
    assert python(code) == "0\n"


def test_a_change_of_folder_and_path_does_no_harm(tmp_path):
    code = f"import os, sys, glossary\nos.chdir({str(tmp_path)!r}); sys.path[:] = [p for p in sys.path if p]\n"
    assert python(code + "print(glossary.lookup('习近平')[0].id)") == "xi-jinping\n"


def test_two_glossaries_live_in_one_process(tmp_path):
    rows = [json.dumps({"id": id, "kind": "person", "hans": "王测", "name": f"Wang {id}"}) for id in ("satu", "dua")]
    found = []
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(row, encoding="utf-8")
        found.append(glossary.Annotator(glossary.load(tmp_path / f"{number}.jsonl", builtin=False)))
    for _ in range(2):
        assert [one.annotate("王测").mentions[0].entry.id for one in found] == ["satu", "dua"]
    assert glossary.annotate("王测").mentions[0].entry is None


def test_nothing_is_left_open_when_a_glossary_is_dropped():
    code = PROGRAM + "import gc, os\na.annotate('习近平')\ncount = len(os.listdir('/dev/fd'))\n"
    code += "for _ in range(3): glossary.Annotator().annotate('习近平')\ngc.collect()\nprint(len(os.listdir('/dev/fd')) - count)"
    assert python(code, "-W", "error", "-X", "dev") == "0\n"


def test_no_form_of_a_document_imports_the_network():
    """A program that has switched sockets off has switched nothing off that is needed."""
    code = f"""
import glossary, sys
document = glossary.annotate({NAMES[0]!r})
for name in dir(document):
    if name.startswith("to_"): getattr(document, name)()
document.to_html(page=True); document.explain(); glossary.annotate_html("<p>" + document.text)
glossary.lint(document.text); glossary.fix(document.text); glossary.lookup("解放军"); glossary.read("王小明")
print(sorted({{"socket", "ssl", "http.client", "urllib.request", "subprocess", "pickle"}} & set(sys.modules)))
"""
    assert python(code) == "[]\n"


def test_the_library_has_a_silent_logger():
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("glossary").handlers)
