"""A mail as it arrives: headers that mail programs ask for, words of people that stay words."""

from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from sqlalchemy import update

from core.bootstrap import Rein
from core.store.goals.tables import goals
from core.store.plans.tables import plan_tasks
from tests.fakes import FrozenClock
from tests.integration.mail.conftest import SITE, add_person, deliver
from tests.stubs.smtp import SmtpStub

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
EIGHT = timedelta(hours=8)


def receive(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, *, title: str = "Run slowly", goal: str = ""
) -> EmailMessage:
    add_person(rein)
    with rein.database.begin() as work:
        work.connection.execute(update(plan_tasks).values(title=title))
        if goal:
            work.connection.execute(update(goals).values(text=goal))
    clock.advance(EIGHT)
    assert deliver(rein) == 1
    return smtp.last()


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_mail_has_the_headers_that_programs_and_servers_ask_for(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    mail = receive(rein, smtp, clock)
    address = mail["List-Unsubscribe"].strip("<>")

    assert mail.defects == []
    assert mail["From"] == "Rein <coach@example.org>"
    assert mail["Date"].datetime == clock.now()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(f"{SITE}/mail/unsubscribe/")
    assert len(address.rpartition("/")[2]) == 43, "256 bits"
    assert max(map(len, smtp.raw[-1].split(b"\r\n"))) <= 998


def test_both_parts_say_the_same_and_load_nothing(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    mail = receive(rein, smtp, clock)
    plain, html = part(mail, "plain"), part(mail, "html")
    tags = Tags(html).found

    for sentence in ("Run slowly (20 min)", "If it rains, then I climb stairs.", "Unsubscribe"):
        assert sentence in plain
        assert sentence in html
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert links
    assert all(str(link).startswith(f"{SITE}/") and str(link) in plain for link in links)
    assert not {"img", "script", "link", "iframe", "object", "form"} & {tag for tag, _ in tags}
    assert not any("src" in attributes for _, attributes in tags)


@pytest.mark.parametrize(
    "title",
    [
        "Run\r\nBcc: all@example.org\r\n\r\nHello",
        "Run\nSubject: other",
        "Run\u2028Bcc: all@example.org",
        "Run\u202egnp.exe",
        "Run \u2066hidden\u2069 \u200fright",
        "Run\x00\x1b[31m",
        "Laufen für 20 Minuten im Größten Park der Stadt mit Jürgen \N{RUNNER}",
        "=?utf-8?q?Bcc=3A?= x",
        "x" * 2_000,
    ],
)
def test_no_title_can_add_a_header_or_turn_the_line_around(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, title: str
) -> None:
    mail = receive(rein, smtp, clock, title=title)

    assert mail["Bcc"] is None
    assert mail.get_all("Subject") == [mail["Subject"]]
    assert mail["Subject"].startswith("Today: ")
    assert not set("\r\n\u2028\u202e\u2066\u2069\u200f\x00\x1b") & set(mail["Subject"])
    assert mail["To"] == "ada@example.org"
    assert len(mail["Subject"]) <= 69


def test_words_of_people_are_never_html(rein: Rein, smtp: SmtpStub, clock: FrozenClock) -> None:
    evil = '<img src="https://evil.example/x.png"><script>alert(1)</script>"&'
    mail = receive(rein, smtp, clock, title=evil, goal=evil)
    tags = {tag for tag, _ in Tags(part(mail, "html")).found}

    assert not {"img", "script"} & tags
    assert evil in part(mail, "plain")
