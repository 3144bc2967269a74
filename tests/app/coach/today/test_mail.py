"""The section of mail on Today: no server, no address, a link sent, confirmed, ended, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.mail.preferences import MailPreferences
from core.mail.server import mail_server_of
from core.store.mail.tables import mail_subscriptions
from core.store.mail.values import DeliveryState
from core.usecases.mail.deliver_mail import deliver_due_mail
from core.usecases.mail.subscribe import AddressState, MailView, find_mail
from tests.app.coach.conftest import MAIN, words
from tests.app.coach.today.test_page import add_goal
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.fakes import NOW, FrozenClock
from tests.stubs.smtp import SmtpStub

KEY = "today.mail"


@pytest.fixture
def smtp() -> Iterator[SmtpStub]:
    with SmtpStub() as stub:
        yield stub


@pytest.fixture
def with_server() -> bool:
    return True


@pytest.fixture
def rein(
    tmp_path: Path, clock: FrozenClock, smtp: SmtpStub, *, with_server: bool
) -> Iterator[Rein]:
    mail = {
        "REIN_SMTP_HOST": "127.0.0.1",
        "REIN_SMTP_PORT": smtp.port,
        "REIN_SMTP_SECURITY": "none",
        "REIN_MAIL_FROM": "coach@example.org",
        "REIN_PUBLIC_URL": "https://rein.example.org",
    }
    settings = make_settings(tmp_path, **(mail if with_server else {}))
    built = build(settings, clock=clock, coach=COACH)
    add_goal(built)
    yield built
    built.database.close()


@pytest.fixture
def section(served: Rein) -> AppTest:
    """The page Today with the section open."""
    return reopen(AppTest.from_file(MAIN, default_timeout=20).run())


def reopen(at: AppTest) -> AppTest:
    """Run the page again with the section open: only a browser remembers that it is."""
    at.session_state[KEY] = True
    return at.run()


def ask(at: AppTest, address: str) -> AppTest:
    at.text_input(f"{KEY}.address").set_value(address)
    at.session_state[KEY] = True
    _submit(at).click().run()
    return at


def _submit(at: AppTest) -> Button:
    return next(one for one in at.button if "link" in one.label)


def said(text: str) -> str:
    """Return text as it is read: without what keeps Markdown from changing it."""
    return text.replace("\\", "").replace("\u2060", "")


def view(rein: Rein) -> MailView:
    found = find_mail(rein, viewer=LOCAL_VIEWER)
    assert found is not None
    return found


def change(rein: Rein, **values: object) -> None:
    with rein.database.begin() as work:
        work.connection.execute(update(mail_subscriptions).values(**values))


@pytest.fixture
def confirmed(section: AppTest, served: Rein) -> AppTest:
    ask(section, "ada@example.org")
    change(served, confirmed_at=NOW, confirm_digest=None)
    return reopen(section)


@pytest.mark.parametrize("with_server", [False])
def test_without_a_server_the_page_does_not_speak_of_mail(section: AppTest) -> None:
    assert not section.exception
    assert "mail" not in said(words(section)).lower()
    assert [one.label for one in section.expander if "mail" in one.label.lower()] == []


def test_an_address_gets_a_link_and_the_page_says_where_to_look(
    section: AppTest, served: Rein, smtp: SmtpStub
) -> None:
    introduced = said(words(section))
    ask(section, "ada@example.org")

    assert "never more than one mail a day" in introduced
    assert smtp.last()["To"] == "ada@example.org"
    assert "A link is on its way to ada@example.org" in said(section.success[0].value)
    assert "It works until Wed 6 Jan, 09:00." in said(words(section))
    assert view(served).state is AddressState.UNCONFIRMED


def test_what_is_no_address_is_said_and_nothing_is_sent(section: AppTest, smtp: SmtpStub) -> None:
    ask(section, "ada at example")

    assert "no e-mail address" in said(section.error[0].value)
    assert smtp.sent == []


def test_a_server_that_refuses_is_shown_with_its_answer(section: AppTest, smtp: SmtpStub) -> None:
    smtp.to_recipients.append("550 no *such* user")
    ask(section, "ada@example.org")

    assert not section.exception
    assert "550 no *such* user" in said(section.error[0].value)


def test_a_confirmed_person_chooses_what_comes_and_when(confirmed: AppTest, served: Rein) -> None:
    assert "Mail goes to ada@example.org." in said(words(confirmed))
    confirmed.session_state[KEY] = True
    confirmed.selectbox(f"{KEY}.hour").set_value(6).run()
    reopen(confirmed)
    confirmed.session_state[KEY] = True
    confirmed.toggle(f"{KEY}.daily").set_value(False).run()

    assert view(served).preferences == MailPreferences(daily=False, weekly=True, hour=6)
    assert not confirmed.exception


def test_the_last_mail_is_named(confirmed: AppTest, served: Rein) -> None:
    server = mail_server_of(served.settings)
    assert server is not None
    deliver_due_mail(served, server)
    reopen(confirmed)

    last = view(served).last
    assert last is not None
    assert last.state is DeliveryState.SENT
    assert "The last mail, a reminder of Mon 4 Jan, was sent at 09:00." in said(words(confirmed))


def test_a_paused_address_says_why_and_offers_a_new_link(confirmed: AppTest, served: Rein) -> None:
    change(served, paused_at=NOW, refusals=3, reason="550 <b>gone</b>")
    reopen(confirmed)

    assert "refused several mails" in said(confirmed.warning[0].value)
    assert _submit(confirmed).label == "Send a new link"


def test_an_ended_subscription_is_named_and_can_begin_again(
    confirmed: AppTest, served: Rein, smtp: SmtpStub
) -> None:
    change(served, confirmed_at=None, unsubscribed_at=NOW)
    reopen(confirmed)
    ended = said(words(confirmed))
    ask(confirmed, "ada@example.org")

    assert "You unsubscribed ada@example.org on Mon 4 Jan, 09:00." in ended
    assert len(smtp.mails) == 2


def test_the_address_can_be_removed(confirmed: AppTest, served: Rein) -> None:
    confirmed.session_state[KEY] = True
    confirmed.button(f"{KEY}.remove").click().run()
    reopen(confirmed)

    assert find_mail(served, viewer=LOCAL_VIEWER) is None
    assert confirmed.text_input(f"{KEY}.address").value == ""
