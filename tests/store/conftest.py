"""Every test of the store runs on both databases, and on nothing that only looks like one."""

from urllib.parse import quote

import pytest

from safety.__main__ import main
from safety.store.store import open_store
from tests.store import postgresql


@pytest.fixture(scope="session")
def postgresql_server():
    programs = postgresql.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with postgresql.server(programs) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{quote(str(tmp_path / 'store' / 'safety.sqlite'))}"


@pytest.fixture
def postgresql_url(postgresql_server):
    return postgresql.empty_database(postgresql_server, "store")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    """An empty database, of either kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def safety(url, capsys):
    """Runs a command on one store: its exit code, what it printed, what it complained of."""

    def run(*arguments):
        code = main([*map(str, arguments), "--database", url])
        return code, *capsys.readouterr()

    return run
