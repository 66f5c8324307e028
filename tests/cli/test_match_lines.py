"""`joinedup-refs match --lines` with an index: in batches, by one process or several."""

import json

import pytest
from made_works import made_work

NUMBERS = [*range(40), 400]


@pytest.fixture
def references(program, tmp_path):
    works = "".join(json.dumps(made_work(number)) + "\n" for number in range(60))
    (tmp_path / "works.jsonl").write_text(works, encoding="utf-8")
    assert program("index", "build", "works.jsonl", "-o", "records").returncode == 0
    texts = [
        f"{w['author'][0]['family']}, T. ({w['issued']['date-parts'][0][0]}). {w['title'][0]}. "
        f"Annals of Invented Places, {w['volume']}(2), {w['page']}.\n"
        for w in map(made_work, NUMBERS)
    ]
    path = tmp_path / "references.txt"
    path.write_text("".join(texts), encoding="utf-8")
    return path


def test_two_processes_write_what_one_writes_in_order(program, references):
    command = ("match", "--lines", references, "--source", "records")
    one, two = (program(*command, "--processes", number) for number in ("1", "2"))
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout
    said = [json.loads(line) for line in two.stdout.splitlines()]
    assert [answer["doi"] for answer in said[:-1]] == [f"10.5555/made.{n}" for n in NUMBERS[:-1]]
    assert {answer["verdict"] for answer in said[:-1]} == {"accept"}
    assert (said[-1]["verdict"], said[-1]["doi"]) != ("accept", "10.5555/made.400")
