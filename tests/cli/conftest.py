"""An invented article, and the program run on it."""

import pytest
from program_here import Program

ARTICLE = """\
1,204 Views
5
CrossRef citations to date
0
Altmetric

Editorial: Joining up small towns

Care rarely follows maps (Ahlgren and Moss, Citation2011; Perri 6, Citation1997). Others have held
that towns join by themselves (Quist and Bell, 2004; Tarn and Vole, 2008), and that walls matter
little once roads are there (Underhill, Citation2014; Zeller et al., Citation2009).

References

  • Ahlgren, P. and Moss, R. (2011), Maps of care. Journal of Town Studies, 4, 2, pp. 11–29.
  • erri 6 (1997), Holistic Towns (Demos). Quist, W. and Bell, T. (2004) Towns that join. \
Local Government Studies, 29, 3, pp. 32–50.
  • Tarn, O. and Vole, U. (2006), Working Across Hedges (Palgrave Macmillan).
  • Underhill, S. (2014), Roads and walls. Public Administration, 34, pp. 1–12.
  • Zeller, H., Williams, P. and Jeffares, S. (2009), Leadership for towns. \
Public Management Review, 14, 1, pp. 41–66.

Reprints and Corporate Permissions

Please note: Selecting permissions does not provide access to the full text of the article.
"""


@pytest.fixture
def program(tmp_path, monkeypatch) -> Program:
    return Program(tmp_path, monkeypatch)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture(autouse=True, scope="session")
def _quick(quick_connections):
    """Have the clients of all these tests connect quickly."""
