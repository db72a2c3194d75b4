"""The index file: what is damaged is never trusted, and the built-in index mends itself."""

import pytest

from glossary.index.file import MAGIC, IndexDamagedError, IndexFile, encode, encode_record, save

RECORD = encode_record(b'{"id":"x"}')
DATA = encode({"entries": 1}, {"small": b"abc", "records": RECORD * 2, "wide": bytes(range(256)) * 40})


def opened(tmp_path, data, repair=None):
    path = tmp_path / "a.index"
    path.write_bytes(data)
    return IndexFile.open(path, repair)


def altered(data, place):
    return data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]


def everything(index):
    parts = [bytes(index.section(name)) for name in ("small", "wide")]
    return [index.meta, *parts, *(index.record("records", n * len(RECORD), (n + 1) * len(RECORD)) for n in range(2))]


WHOLE = [{"entries": 1}, b"abc", bytes(range(256)) * 40, b'{"id":"x"}', b'{"id":"x"}']


def test_what_is_saved_is_read_from_memory_and_from_a_file(tmp_path):
    save(tmp_path / "b.index", DATA)
    assert everything(IndexFile(DATA)) == WHOLE
    assert everything(IndexFile.open(tmp_path / "b.index")) == WHOLE
    assert [path.name for path in tmp_path.iterdir()] == ["b.index"]


def test_no_altered_byte_is_trusted(tmp_path):
    """Each altered byte is found at the latest when its part is read, or it lies in the padding between sections."""
    refused = 0
    for place in range(0, len(DATA), 37):
        try:
            found = everything(opened(tmp_path, altered(DATA, place)))
        except IndexDamagedError:
            refused += 1
        else:
            assert found == WHOLE
    assert refused > 0.9 * len(DATA) / 37


@pytest.mark.parametrize("length", [0, 3, 20, 60, len(DATA) // 2, len(DATA) - 1])
def test_a_file_that_is_cut_off_is_refused(tmp_path, length):
    with pytest.raises(IndexDamagedError):
        everything(opened(tmp_path, DATA[:length]))


def test_damage_that_is_found_late_is_mended_by_compiling_anew(tmp_path):
    start = DATA.index(b'{"id":"x"}')
    compiled = []

    def repair():
        compiled.append(1)
        return DATA

    for place in (start, DATA.index(b"abc")):
        assert everything(opened(tmp_path, altered(DATA, place), repair)) == WHOLE
    assert len(compiled) == 2


def test_a_file_of_another_format_says_so(tmp_path):
    with pytest.raises(IndexDamagedError, match="index format 255, this version reads"):
        opened(tmp_path, MAGIC + b"\xff\x00" + DATA[len(MAGIC) + 2 :])
