"""The index file: what is damaged is never trusted, and the built-in index mends itself."""

import pytest

from glossary.index.file import MAGIC, IndexDamagedError, IndexFile, encode, encode_records, save
from glossary.index.glossary import _equal, encode_hashes

RECORDS = [b'{"id":"x"}', b'{"id":"y"}', b"", b'{"id":"x"}']
SECTIONS = {"small": b"abc", **encode_records("records", RECORDS), "wide": bytes(range(256)) * 40}
DATA = encode({"entries": 1}, SECTIONS)


def opened(tmp_path, data, repair=None):
    path = tmp_path / "a.index"
    path.write_bytes(data)
    return IndexFile.open(path, repair)


def altered(data, place):
    return data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]


def everything(index):
    parts = [bytes(index.section(name)) for name in ("small", "wide")]
    return [index.meta, *parts, *(index.record("records", number) for number in range(len(RECORDS)))]


WHOLE = [{"entries": 1}, b"abc", bytes(range(256)) * 40, *RECORDS]


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
    start = DATA.index(b'{"id":"y"}')
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


def test_each_altered_byte_of_a_record_or_its_offsets_is_found(tmp_path):
    """Only what is asked for is read; what is read was checked, also that it is the record of that number."""
    index = IndexFile(DATA)
    start = min(index._span(name)[0] for name in ("records", "records.offsets"))
    end = max(index._span(name)[1] for name in ("records", "records.offsets"))
    for place in range(start, end):
        opened_index = opened(tmp_path, altered(DATA, place))
        answers = []
        for number in range(len(RECORDS)):
            try:
                answers.append(opened_index.record("records", number))
            except IndexDamagedError:
                answers.append(None)
        assert answers != RECORDS
        assert all(answer in (None, record) for answer, record in zip(answers, RECORDS, strict=True))


def test_records_that_changed_places_are_not_trusted(tmp_path):
    """The checksum of a record knows its number, so sound records at the wrong place are damage."""
    swapped = encode_records("records", [RECORDS[1], RECORDS[0], *RECORDS[2:]])
    sections = {
        **SECTIONS,
        "records": encode_records("records", RECORDS)["records"],
        "records.offsets": swapped["records.offsets"],
    }
    first, second = (len(record) + 4 for record in RECORDS[:2])
    mixed = sections["records"]
    sections["records"] = mixed[first : first + second] + mixed[:first] + mixed[first + second :]
    index = IndexFile(encode({}, sections))
    for number in (0, 1):
        with pytest.raises(IndexDamagedError, match=f"record {number} of 'records'"):
            index.record("records", number)


@pytest.mark.parametrize("number", [-1, len(RECORDS), 1 << 40])
def test_a_number_that_no_record_has_is_damage(number):
    """Numbers stand in other records, so a wrong one means that the file was made of two."""
    with pytest.raises(IndexDamagedError):
        IndexFile(DATA).record("records", number)


@pytest.mark.parametrize("size", [0, 1, 31, 32, 5000])
def test_hashes_are_found_by_their_bucket(size):
    """Lookup reads one bucket, whatever the number of hashes; equal hashes give all their numbers."""
    pairs = [((n // 2) * 0x9E3779B97F4A7C15 % (1 << 64), n) for n in range(size)]
    index = IndexFile(encode({}, encode_hashes("keys", pairs)))
    for hashed, _ in pairs:
        assert set(_equal(index, "keys", hashed)) == {number for other, number in pairs if other == hashed}
    assert list(_equal(index, "keys", 12345)) == []
