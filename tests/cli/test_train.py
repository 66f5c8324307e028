"""`train`, and the model it writes in the hands of the other commands."""

import json
from pathlib import Path

import pytest
from odd_style import made

import joinedup_refs as jr
from joinedup_refs.errors import ModelInvalid
from joinedup_refs.parse.entries import parse_to_csl

PERRI = "Perri 6 (1997), Holistic Government (Demos)."
STRANGE, WANTED = made(1, seed=77)[0]


def written(path, cases, *more):
    lines = [json.dumps({"text": raw, "csl": item}) for raw, item in cases]
    path.write_text("\n".join([*lines, *more, ""]), encoding="utf-8")
    return str(path)


def said(done):
    return done.stderr.decode().splitlines()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A folder with a model that knows the odd style, and what was said when it was made."""
    from joinedup_refs.cli import main

    folder = tmp_path_factory.mktemp("own")
    given = written(folder / "odd.jsonl", made(12, seed=1), "{oops")
    assert main(["train", "--add", given, "-o", str(folder / "odd"), "--quiet"]) == 0
    return folder / "odd"


def test_what_was_learnt_and_how_good_it_is_are_told(program, tmp_path):
    cases = made(12, seed=1)
    given = written(tmp_path / "odd.jsonl", cases, "{oops")
    (tmp_path / "good.txt").write_text(f"{PERRI}\n\n{PERRI}\n", encoding="utf-8")
    done = program("train", "--add", given, "--keep", "good.txt", "-o", "odd")
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode()
    assert "Learnt from 12 corrected references." in told
    assert "odd.jsonl, line 13: is no JSON" in told
    row = next(line.split() for line in told.splitlines() if line.startswith("  all"))
    before, now, of = map(int, row[1:4])
    assert of == 7 * 12
    assert now > 0.8 * of > before
    assert "those that you want kept: every field is read as before (4)" in told
    assert "Written: odd" in told
    assert sorted(path.name for path in Path("odd").iterdir()) == [
        "corrections.jsonl",
        "gazetteers.tsv.gz",
        "kept.txt",
        "labels.npz",
        "model.json",
        "own.npz",
        "word_classes.tsv",
    ]
    assert list(Path().glob(".*")) == []
    version = json.loads(Path("odd/model.json").read_text(encoding="utf-8"))["version"]
    assert "+own." in version


def test_explained_lines_can_be_given_back_as_they_are(program, tmp_path):
    (tmp_path / "mine.txt").write_text("\n".join(raw for raw, _ in made(3, 5)), encoding="utf-8")
    done = program("parse", "--lines", "mine.txt", "--explain", "--format", "jsonl")
    held = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for one, (_, item) in zip(held, made(3, 5), strict=True):
        one["csl"] = item
    lines = "\n".join(json.dumps(one) for one in held)
    (tmp_path / "corrected.jsonl").write_text(lines, encoding="utf-8")
    done = program("train", "--add", "corrected.jsonl", "-o", "odd")
    assert done.returncode == 0, done.stdout.decode()
    assert b"Learnt from 3 corrected references." in done.stdout


def test_parse_reads_with_the_model(program, own, tmp_path):
    before = json.loads(program("parse", STRANGE, "--format", "json").stdout)["csl"]
    done = program("parse", STRANGE, "--model", str(own), "--format", "json")
    after = json.loads(done.stdout)["csl"]
    assert before.get("author") != WANTED["author"]
    assert after["title"] == WANTED["title"].upper()
    assert after["author"] == WANTED["author"]
    (tmp_path / "mine.txt").write_text(f"{STRANGE}\n{PERRI}\n", encoding="utf-8")
    for extra in ((), ("--explain", "--format", "jsonl"), ("--processes", "2")):
        done = program("parse", "--lines", "mine.txt", "--model", str(own), *extra)
        rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert [row["csl"]["title"] for row in rows] == [after["title"], "Holistic Government"]


def test_check_and_clean_read_with_the_model_and_say_its_version(program, own, tmp_path):
    (tmp_path / "list.txt").write_text(f"{STRANGE}\n", encoding="utf-8")
    arguments = ("list.txt", "--list-only", "--model", str(own), "--format", "json")
    for command in ("check", "clean"):
        held = json.loads(program(command, *arguments).stdout)
        assert "+own." in held["tool"]["parser_model"]
        assert held["references"][0]["csl"]["container-title"] == WANTED["container-title"]
    plain = json.loads(program("check", *arguments[:2], "--format", "json").stdout)
    assert "+own." not in plain["tool"]["parser_model"]


def test_python_reads_with_the_model_and_without_side_by_side(own):
    one, other = jr.parse(STRANGE, model=own), jr.parse(STRANGE)
    assert one.reference.title == WANTED["title"].upper()
    assert other.reference != one.reference
    assert jr.parse(STRANGE, model=own) == one
    assert list(jr.parse_many([STRANGE], model=own)) == [one]
    assert list(jr.parse_many([STRANGE], model=own, processes=2)) == [one]
    assert next(parse_to_csl([STRANGE], model=own)).csl["volume"] == WANTED["volume"]
    layout = jr.Layout(list_only=True)
    cleaned = jr.clean(STRANGE, model=own, layout=layout)
    assert cleaned.references[0].title == WANTED["title"].upper()
    assert jr.clean(STRANGE, layout=layout).references != cleaned.references
    assert isinstance(jr.check(STRANGE, model=own, layout=layout), tuple)


def test_a_model_written_anew_is_read_anew(program, own, tmp_path):
    del program
    given = written(tmp_path / "few.jsonl", made(2, seed=8))
    from joinedup_refs.cli import main

    target = tmp_path / "mine"
    assert main(["train", "--from", str(own), "-o", str(target), "-q", "--force"]) == 0
    first = jr.parse(STRANGE, model=target).confidence
    assert main(["train", "--add", given, "-o", str(target), "-q", "--force"]) == 0
    assert jr.parse(STRANGE, model=target).confidence != first


def test_more_corrections_are_added_to_those_of_a_model(program, own, tmp_path):
    given = written(tmp_path / "more.jsonl", made(3, seed=9))
    done = program("train", "--from", str(own), "--add", given, "-o", "more")
    assert done.returncode == 0, done.stderr.decode()
    assert b"Learnt from 15 corrected references." in done.stdout
    kept = Path("more/corrections.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 15


@pytest.mark.parametrize("harm", ["own.npz", "labels.npz", "model.json"])
@pytest.mark.parametrize("command", ["parse", "check", "clean", "match"])
def test_a_damaged_model_is_refused_in_words(program, own, tmp_path, harm, command):
    import shutil

    shutil.copytree(own, tmp_path / "broken")
    path = tmp_path / "broken" / harm
    path.write_bytes(path.read_bytes()[:-3])
    (tmp_path / "list.txt").write_text(f"{PERRI}\n", encoding="utf-8")
    (tmp_path / "records.json").write_text(
        '[{"id": "a", "type": "book", "title": "Tolls"}]', encoding="utf-8"
    )
    given = {"parse": [PERRI], "match": [PERRI, "--source", "records.json"]}
    done = program(command, *given.get(command, ["list.txt"]), "--model", "broken")
    assert done.returncode == 2
    assert done.stdout == b""
    assert 0 < len(said(done)) <= 3
    assert "model" in said(done)[0]
    assert "joinedup-refs train" in done.stderr.decode()


@pytest.mark.parametrize("name", ["nowhere", "list.txt", "."])
def test_a_folder_without_a_model_is_said(program, tmp_path, name):
    (tmp_path / "list.txt").write_text(f"{PERRI}\n", encoding="utf-8")
    done = program("parse", PERRI, "--model", name)
    assert done.returncode == 2
    assert "holds no parsing model" in said(done)[0]
    with pytest.raises(ModelInvalid):
        jr.parse_many([PERRI], model=Path(name))


def test_a_found_configuration_names_no_model(program, own, tmp_path):
    line = f"model = {json.dumps(str(own))}\n"
    (tmp_path / "joinedup-refs.toml").write_text(line, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(f"[tool.joinedup-refs]\n{line}", encoding="utf-8")
    (tmp_path / "list.txt").write_text(f"{STRANGE}\n", encoding="utf-8")
    arguments = ("check", "list.txt", "--list-only", "--format", "json")
    done = program(*arguments)
    assert done.returncode == 2
    assert b"joinedup-refs.toml, line 1, model" in done.stderr
    done = program(*arguments, "--no-config")
    assert "+own." not in json.loads(done.stdout)["tool"]["parser_model"]
    done = program(*arguments, "--config", "joinedup-refs.toml")
    assert "+own." in json.loads(done.stdout)["tool"]["parser_model"]


def test_what_is_no_better_is_not_written_unless_forced(program, tmp_path):
    good = [
        {"text": PERRI, "csl": jr.to_csl(jr.parse(PERRI))},
        {"text": "Hood, C. (1998), The Art of the State (Oxford).", "csl": {}},
    ]
    good[1]["csl"] = jr.to_csl(jr.parse(good[1]["text"]))
    lines = "\n".join(json.dumps(one) for one in good)
    (tmp_path / "right.jsonl").write_text(lines, encoding="utf-8")
    done = program("train", "--add", "right.jsonl", "-o", "same")
    assert done.returncode == 1
    assert b"Nothing was written: your own references are read no better" in done.stdout
    assert not Path("same").exists()
    done = program("train", "--add", "right.jsonl", "-o", "same", "--force")
    assert done.returncode == 0
    assert Path("same/own.npz").is_file()


def test_nothing_is_written_over_unless_forced_and_never_what_is_no_model(program, own, tmp_path):
    given = written(tmp_path / "odd.jsonl", made(2, seed=1))
    done = program("train", "--add", given, "-o", str(own))
    assert done.returncode == 2
    assert "--force" in done.stderr.decode()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.txt").write_text("dear", encoding="utf-8")
    for place in ("papers", "odd.jsonl"):
        done = program("train", "--add", given, "-o", place, "--force")
        assert done.returncode == 2
        assert "is no model of your own" in said(done)[0]
    assert Path("papers/thesis.txt").read_text(encoding="utf-8") == "dear"
    done = program("train", "--add", given, "-o", "no/where")
    assert done.returncode == 2
    assert "make it first" in done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "there is no correction to learn from"),
        (b'{"csl": {"title": "x"}, "confidence": 1}\n', "--explain"),
        (b'{"text": "Demos", "csl": {"title": "Another"}}\n', "cannot be found"),
        (b"\x00\xff\xfe", "UTF-8"),
        (b"no\nnor this\nnor that\n", "on each line\n2 lines more could not be used either\n"),
    ],
)
def test_what_holds_no_corrections_is_said(program, tmp_path, content, words):
    (tmp_path / "none.jsonl").write_bytes(content)
    done = program("train", "--add", "none.jsonl", "-o", "own")
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert len(said(done)) <= 3
    assert not Path("own").exists()


def test_train_without_corrections_or_from_the_shipped_model_says_the_way_out(program, own):
    done = program("train", "-o", "own")
    assert done.returncode == 2
    assert "--add" in said(done)[0]
    from joinedup_refs.parse.model_file import shipped

    done = program("train", "--from", str(shipped()), "-o", "own")
    assert done.returncode == 2
    assert "holds no corrections" in said(done)[0]
    assert own.is_dir()
