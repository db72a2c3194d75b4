"""One object for many threads and processes, and a process that stays as it was."""

import itertools
import multiprocessing
import os
import pickle
import subprocess
import sys
import sysconfig
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import glossary

NAMES = [
    "Xi Jinping(习近平)",
    "Wu Qian (吴谦)",
    "国防部发言人吴谦",
    "Zhang Changhao (张长浩)",
    "Xi Jinping ( 习\u200b近平)",
    "ä¹ è¿‘å¹³",
    "𠮷田",
]
TEXTS = [f"{a}, lalu {b}.\n" for a, b in itertools.product(NAMES, NAMES)]
WORKS = {
    "annotate": lambda text: glossary.annotate(text).to_json(),
    "lint": lambda text: glossary.lint(text, "2020-01-01"),
    "fix": glossary.fix,
    "html": lambda text: glossary.annotate(text).to_html(),
    "explain": lambda text: glossary.annotate(text).explain("en"),
    "read": lambda text: glossary.read(text[11:14], "person", text[:10]),
    "lookup": lambda text: glossary.lookup(text[:10]),
}


def in_threads(work, number=8):
    barrier = threading.Barrier(number)

    def all_of(first):
        barrier.wait()
        order = [*range(first, len(TEXTS)), *range(first)]
        found = {place: work(TEXTS[place]) for place in order}
        return [found[place] for place in range(len(TEXTS))]

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(all_of, range(number)))


@pytest.mark.parametrize("work", WORKS)
def test_eight_threads_get_the_same_of_everything(work):
    expected = [WORKS[work](text) for text in TEXTS]
    assert all(found == expected for found in in_threads(WORKS[work]))


def test_eight_threads_share_a_new_annotator_of_own_entries(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id":"zhang","kind":"person","hans":"张长浩","name":"Zhang Changhao"}\n', encoding="utf-8")
    own = glossary.load(path, builtin=False)
    expected = [glossary.Annotator(own, latin_mentions=True).annotate(text).mentions for text in TEXTS]
    shared = glossary.Annotator(glossary.load(path, builtin=False), latin_mentions=True)
    assert all(found == expected for found in in_threads(lambda text: shared.annotate(text).mentions))


def test_one_pipe_is_for_one_thread_and_two_of_them_for_two():
    annotator = glossary.Annotator()
    expected = list(annotator.pipe(TEXTS))
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: list(annotator.pipe(TEXTS)), range(2))) == [expected] * 2


def test_a_generator_of_texts_is_taken_lazily():
    taken = []

    def texts():
        for number in itertools.count():
            taken.append(number)
            yield "习近平"

    pipe = glossary.Annotator().pipe(texts())
    assert taken == []
    assert next(pipe).mentions
    assert len(taken) == 1


def _annotated(text):
    return glossary.annotate(text).to_json()


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_give_what_this_process_gives(method):
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(_annotated_elsewhere, TEXTS[:4])) == [_annotated(text) for text in TEXTS[:4]]


def _annotated_elsewhere(text):
    import glossary

    return glossary.annotate(text).to_json()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_values_travel_between_processes(protocol):
    document = glossary.annotate(TEXTS[0])
    for value in (document, document.mentions[0], document.mentions[0].entry, glossary.read("习近平"), glossary.lint(TEXTS[0])):
        assert pickle.loads(pickle.dumps(value, protocol)) == value


def test_an_annotator_travels_to_a_worker(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id":"zhang","kind":"person","hans":"张长浩","name":"Zhang Changhao"}\n', encoding="utf-8")
    for own in (glossary.load(), glossary.load(path, builtin=False), glossary.load(profile="china", url_base="/x/{id}")):
        annotator = glossary.Annotator(own, latin_mentions=True)
        other = pickle.loads(pickle.dumps(annotator))
        assert [other.annotate(text) for text in TEXTS[:8]] == [annotator.annotate(text) for text in TEXTS[:8]]


def python(code, *options, **env):
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, timeout=200, check=False, env={**os.environ, **env}
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


@pytest.mark.skipif(
    bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="without the GIL a child may wait for a dict that a thread had locked",
)
def test_a_fork_while_threads_annotate_does_no_harm():
    code = """
import os, threading, glossary
a = glossary.Annotator(); stop = threading.Event()
def work():
    while not stop.is_set(): a.annotate("Xi Jinping (习近平) 外交部发言人吴谦")
threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
for _ in range(5):
    child = os.fork()
    if child == 0:
        os._exit(0 if a.annotate("Xi Jinping (习近平)").mentions[0].entry.id == "xi-jinping" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
stop.set(); [t.join() for t in threads]
print("ok")
"""
    assert python(code, "-Wignore::DeprecationWarning") == "ok\n"  # from 3.12 on, such a fork warns


def test_annotating_imports_nothing():
    """A child that is forked while another thread imports would wait for that import for ever."""
    code = f"""
import glossary, sys
a = glossary.Annotator(latin_mentions=True); before = set(sys.modules)
for text in {TEXTS!r}: a.annotate(text)
for kind in (None, "person", "place"): a.read("重庆", kind, "Chung-king")
a.annotate_line(b'{{"text": "Zhang Changhao (\\\\u5f20\\\\u957f\\\\u6d69)"}}')
print(sorted(m for m in set(sys.modules) - before if m.partition(".")[0] in ("glossary", "daachorse", "ahocorasick_rs")))
"""
    assert python(code) == "[]\n"


def test_a_small_stack_and_a_low_limit_of_recursion_are_enough():
    code = """
import sys, threading, glossary
threading.stack_size(256 * 1024)
found = []
text = "((((" * 5000 + "Xi Jinping (习近平)" + "))))" * 5000 + "习" * 5000
t = threading.Thread(target=lambda: found.append((len(glossary.annotate(text).mentions), len(glossary.lint(text)) >= 0)))
t.start(); t.join()
print(len(found))
"""
    assert python(code) == "1\n"


def test_linting_gives_the_same_bytes_for_every_hash_seed():
    code = f"import glossary\nfor t in {TEXTS[::5]!r}:\n"
    code += " print(glossary.lint(t, '2020-01-01'), ascii(glossary.fix(t)), glossary.lookup(t[:10]))"
    first, *others = [python(code, PYTHONHASHSEED=seed, PYTHONUTF8="1") for seed in ("0", "1", "42")]
    assert [other == first for other in others] == [True] * 2


def test_a_command_gives_the_same_bytes_for_every_hash_seed(tmp_path):
    (tmp_path / "a.txt").write_text("".join(TEXTS), encoding="utf-8")
    for arguments in (["annotate", "--to", "jsonld"], ["annotate", "--to", "html"], ["lint", "--format", "sarif"], ["harvest"]):
        seen = {
            subprocess.run(
                [sys.executable, "-m", "glossary", *arguments, str(tmp_path / "a.txt")],
                capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
            for seed in ("0", "1")
        }  # fmt: skip
        assert len(seen) == 1


def test_an_index_is_the_same_for_every_hash_seed(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text(
        '{"id":"zhang","kind":"person","hans":"张长浩","name":"Zhang Changhao","aliases":["Zhang","张总"]}\n', encoding="utf-8"
    )
    code = "import zlib; from glossary.compile.load import compile_own\n"
    code += f"print(zlib.crc32(compile_own({str(path)!r}, builtin=False)))"
    assert len({python(code, PYTHONHASHSEED=seed) for seed in ("0", "1")}) == 1


def test_every_work_goes_on_without_a_network_or_a_home(tmp_path):
    code = """
import sys
def hook(event, arguments):
    if event.startswith("socket.") or (event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(hook)
import glossary
text = "Xi Jinping(习近平) 中国共产党第二十次全国代表大会在北京隆重召开"
document = glossary.Annotator(latin_mentions=True).annotate(text)
for name in dir(document):
    if name.startswith("to_"): getattr(document, name)()
document.explain(), glossary.lint(text), glossary.fix(text), glossary.read("单田芳"), glossary.lookup("PBB")
print(len(document.mentions) > 1)
"""
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    python("import glossary; glossary.load()")  # a checkout that has compiled nothing yet does
    env = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "GLOSSARY_CACHE": os.path.dirname(python("import glossary; print(glossary.load().file.name)")),
        "TMPDIR": "/nonexistent",
        "no_proxy": "*",
        "http_proxy": "http://127.0.0.1:9",
    }
    assert python(code, "-B", **env) == "True\n"
    assert os.listdir(home) == []


def test_the_surroundings_of_a_process_stay_as_they_were():
    code = """
import gc, os, signal, sys, threading, locale, warnings, decimal, random, socket
def state():
    return (dict(os.environ), os.getcwd(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE),
            threading.active_count(), locale.setlocale(locale.LC_ALL), list(warnings.filters), sys.getrecursionlimit(),
            sys.getswitchinterval(), gc.isenabled(), gc.get_threshold(), decimal.getcontext().prec, random.getstate(),
            socket.getdefaulttimeout(), sys.excepthook, sys.stdout, sys.displayhook, os.umask(0o22), sys.gettrace(),
            sys.get_int_max_str_digits())
os.umask(0o22)
before = state()
import glossary
glossary.lint("Xi Jinping(习近平) 中国共产党第二十次全国代表大会在北京隆重召开"), glossary.annotate("习近平").to_html()
print([a == b for a, b in zip(before, state())].count(False))
"""
    assert python(code) == "0\n"


def test_a_hundred_glossaries_leave_no_memory_behind(tmp_path):
    code = f"""
import gc, resource, glossary, pathlib
path = pathlib.Path({str(tmp_path)!r}) / "own.jsonl"
path.write_text('{{"id":"zhang","kind":"person","hans":"张长浩","name":"Zhang Changhao"}}', encoding="utf-8")
def round():
    for _ in range(10): glossary.Annotator(glossary.load(path, builtin=False)).annotate("习近平 张长浩")
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
first = [round() for _ in range(2)][-1]
print((round() - first) < 40_000)
"""
    assert python(code) == "True\n"
