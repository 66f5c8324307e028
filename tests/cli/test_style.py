"""`style learn`, and `--house-style` where others are cleaned and checked."""

import json

import pytest

GOOD = "\n".join(
    f"{name}, A. B. ({year}), Joint {what}. Policy Studies, {n}, 1, pp. 1{n}–1{n + 1}."
    for name, year, what, n in (
        ("Ahlgren", 2001, "plans", 21),
        ("Brown", 2002, "teams", 23),
        ("Clark", 2003, "funds", 25),
    )
)
DRAFT = "Davis, C. D. 2004. Joint goals. Policy Studies, 26, 1, 101-109.\n"
MENDED = "Davis, C. D. (2004), Joint goals. Policy Studies, 26, 1, pp. 101–109.\n"


@pytest.fixture
def house(program, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    done = program("style", "learn", "good.txt", "-o", "house.toml", "--list-only")
    assert done.returncode == 0, done.stderr
    return tmp_path / "house.toml"


@pytest.mark.usefixtures("house")
def test_clean_holds_a_list_to_it(program):
    done = program(
        "clean", "draft.txt", "--list-only", "--house-style", "house.toml", "-o", "-", "-q"
    )
    assert (done.returncode, done.stdout.decode()) == (0, MENDED)
    alone = program("clean", "draft.txt", "--list-only", "-o", "-", "-q")
    assert alone.stdout.decode() == DRAFT


@pytest.mark.usefixtures("house")
def test_check_says_what_differs(program):
    done = program(
        "check", "draft.txt", "--list-only", "--house-style", "house.toml", "--format", "json"
    )
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert {f["code"] for f in told["findings"]} == {"STY001", "STY006", "NUM703"}
    assert json.loads(program("check", "draft.txt", "--format", "json").stdout)["findings"] == []


def test_without_output_no_file_is_written(program, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = program("style", "learn", "good.txt", "--list-only")
    assert done.returncode == 0
    assert "No file was written" in done.stdout.decode()
    assert [p.name for p in tmp_path.iterdir()] == ["good.txt"]


def test_the_style_alone_goes_to_standard_output(program):
    done = program("style", "learn", "-", "--list-only", "-o", "-", given=GOOD.encode())
    assert done.stdout.decode().startswith("# What a list is held to")
    assert 'year = "(2003), Title"' in done.stdout.decode()
    assert "LEARNT" in done.stderr.decode()
    quiet = program("style", "learn", "-", "--list-only", "-o", "-", "-q", given=GOOD.encode())
    assert (quiet.stdout, quiet.stderr) == (done.stdout, b"")


def test_an_older_file_is_kept(program, house):
    house.write_text("[style]\n", encoding="utf-8")
    done = program("style", "learn", "good.txt", "-o", "house.toml", "--list-only")
    assert "house.toml.bak" in done.stdout.decode()
    assert house.with_name("house.toml.bak").read_text(encoding="utf-8") == "[style]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["style", "learn", "none.txt"], "none.txt"),
        (["style", "learn", "few.txt", "--list-only"], "a list of 1 was found"),
        (["style", "learn", "few.txt", "-o", "few.txt"], "is the list itself"),
        (["clean", "few.txt", "--house-style", "none.toml"], "there is no file none.toml"),
        (["check", "few.txt", "--house-style", "few.txt"], "few.txt: "),
    ],
)
def test_what_cannot_be_done_is_said_in_three_lines(program, tmp_path, arguments, said):
    (tmp_path / "few.txt").write_text(DRAFT, encoding="utf-8")
    done = program(*arguments)
    assert done.returncode == 2
    told = done.stderr.decode()
    assert said in told
    assert 1 < len(told.splitlines()) <= 3 or "none.txt" in told
    assert (tmp_path / "few.txt").read_text(encoding="utf-8") == DRAFT
