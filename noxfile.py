"""The checks of `.ci/run`, one at a time and for every supported Python: `nox -s tests`."""

import nox

nox.options.default_venv_backend = "venv"
PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests; arguments after `--` go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and import contracts."""
    session.install("-e", ".[test]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation, rule pages included."""
    session.install("-e", ".[test]")
    session.run("sphinx-build", "-W", "-b", "html", "docs", "site")


@nox.session
def coverage(session: nox.Session) -> None:
    """Say which lines no test runs; it takes half as long again, and so is no part of CI."""
    session.install("-e", ".[test]")
    session.run("pytest", "-q", "--cov", "--cov-report=term", "--cov-fail-under=92")
