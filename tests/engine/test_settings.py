"""The clock, the home folder and the settings: what they say of what they cannot use."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.clock import day_of, end_of_day, now
from engine.config import Config, read_config
from engine.home import home
from engine.problems import RecurError


def test_the_clock_can_be_set_and_then_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_NOW", "2026-03-01T09:00:00+01:00")
    assert now() == now() == datetime(2026, 3, 1, 8, tzinfo=UTC)
    monkeypatch.setenv("RECUR_NOW", "2026-03-01T08:00:00Z")
    assert now() == datetime(2026, 3, 1, 8, tzinfo=UTC)
    monkeypatch.delenv("RECUR_NOW")
    assert now().tzinfo is UTC


@pytest.mark.parametrize(
    "given", ["tomorrow", "2026-03-01T09:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"]
)
def test_a_clock_set_wrongly_is_a_usage_error(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_NOW", given)
    with pytest.raises(RecurError, match="RECUR_NOW") as caught:
        now()
    assert caught.value.exit_code == 2


def test_a_day_of_study_goes_from_four_to_four() -> None:
    before, after = datetime(2026, 3, 2, 3, 59, 59, tzinfo=UTC), datetime(2026, 3, 2, 4, tzinfo=UTC)
    assert (day_of(before), day_of(after)) == (date(2026, 3, 1), date(2026, 3, 2))
    assert (end_of_day(before), end_of_day(after)) == (after, datetime(2026, 3, 3, 4, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"])
@pytest.mark.parametrize("start", [datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 10, 3, tzinfo=UTC)])
def test_every_day_ends_where_the_next_begins_also_when_the_clocks_change(
    zone: str, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for hour in range(0, 24 * 40, 7):
            instant = start + timedelta(hours=hour)
            end = end_of_day(instant)
            assert timedelta(0) < end - instant <= timedelta(hours=25)
            assert day_of(end - timedelta(microseconds=1)) == day_of(instant)
            assert day_of(end) == day_of(instant) + timedelta(days=1)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_home_is_made_where_it_is_told_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "deep" / "home"))
    assert home() == tmp_path / "deep" / "home"
    assert (home() / "decks").is_dir()
    (tmp_path / "file").touch()
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "file"))
    with pytest.raises(RecurError, match="RECUR_HOME") as caught:
        home()
    assert caught.value.exit_code == 2


def test_settings_are_read_and_all_optional(tmp_path: Path) -> None:
    assert read_config(tmp_path) == Config()
    (tmp_path / "config.toml").write_text('new = 5\nretention = 0.85\ntheme = "paper"\nascii = true\n')
    assert read_config(tmp_path) == Config(new=5, retention=0.85, theme="paper", ascii=True)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# mine\nnew = -1\n", "config.toml:2: new is -1; it should be a whole number from 0 to 9999"),
        ("retention = 1.0\n", "config.toml:1: retention is 1.0; it should be a number from 0.7 to 0.99"),
        ('new = 3\n\nretention = "high"\n', "config.toml:3: retention is 'high'"),
        ('theme = "pink"\n', 'config.toml:1: theme is \'pink\'; it should be "lamp" or "paper"'),
        ("retension = 0.9\n", "config.toml:1: there is no setting retension; did you mean retention?"),
        ("new = \n", "config.toml:1:7"),
        ("new = 1\nnew = 2\n", "config.toml:2"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line_with_its_place(text: str, phrase: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(RecurError) as caught:
        read_config(tmp_path)
    assert phrase in str(caught.value)
    assert "\n" not in str(caught.value)
