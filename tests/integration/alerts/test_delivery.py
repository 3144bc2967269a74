"""An alert reaches its receivers once, signed, in order, and what is refused stays visible."""

import hashlib
import hmac
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed, NotFound
from core.settings import Settings
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.exports.read import list_backlogs, list_rejected_deliveries
from core.usecases.alerts.acknowledge import resolve_alert
from core.usecases.alerts.announce import GIVE_UP_AFTER, announce_alerts
from core.usecases.alerts.send_test_alert import AlertNotAccepted, send_test_alert
from core.usecases.exports.dead_letters import retry_dead_letter
from core.usecases.exports.deliver_outbox import build_sender, deliver_batch
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.integration.alerts.conftest import WebhookStub
from tests.stubs.receiver import Trouble, Turn, refuse
from tests.stubs.smtp import SmtpStub

SECRET = b"a secret of sixteen or more"
RAISED = Alert(
    key="satisfaction",
    kind=AlertKind.SATISFACTION,
    level=AlertLevel.WARNING,
    message="Stars are <!channel> low & falling.",
    advice="Read the lowest.",
    address="feedback?days=30",
)


def raise_alert(rein: Rein, alert: Alert = RAISED) -> None:
    with rein.database.begin() as work:
        work.alerts.add(alert, now=rein.clock.now())
    announce_alerts(rein)


def deliver(rein: Rein, sink: str = "webhook", *, steps: int = 6) -> None:
    """Deliver what is due, letting the time pass that each wait takes."""
    clock, sender = rein.clock, build_sender(rein, sink)
    assert isinstance(clock, FrozenClock)
    for _ in range(steps):
        clock.advance(deliver_batch(sender))
    sender.sink.close()


def test_a_webhook_gets_the_alert_signed_and_without_commands_of_its_chat(
    rein: Rein, webhook: WebhookStub
) -> None:
    raise_alert(rein)
    deliver(rein)

    (request,) = webhook.accepted
    headers = {name.lower(): value for name, value in request.headers.items()}
    signed = headers["x-rein-timestamp"].encode() + b"." + request.body
    expected = "v1=" + hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
    assert headers["x-rein-signature"] == expected
    body = json.loads(request.body)
    assert body["text"] == (
        "*Alert (needs attention)* Stars are &lt;!channel&gt; low &amp; falling.\n"
        "Read the lowest.\nhttps://rein.example.org/feedback?days=30"
    )
    assert (body["event"], body["alert"]["key"]) == ("raised", "satisfaction")
    assert body["id"] == headers["x-rein-delivery"]


def test_two_replicas_send_an_alert_once_and_its_end_after_it(
    rein: Rein, webhook: WebhookStub
) -> None:
    other = replace(rein, owner="another")
    raise_alert(rein)
    announce_alerts(other)
    resolve_alert(rein, viewer=LOCAL_VIEWER, key="satisfaction")
    announce_alerts(other)
    announce_alerts(rein)

    for replica in (rein, other, rein):
        deliver(replica)

    assert [json.loads(one.body)["event"] for one in webhook.accepted] == ["raised", "resolved"]


def test_two_replicas_at_the_same_time_announce_and_send_each_alert_once(
    rein: Rein, webhook: WebhookStub
) -> None:
    keys = [f"breaker_open:m{number}" for number in range(12)]
    with rein.database.begin() as work:
        for key in keys:
            alert = replace(RAISED, key=key, kind=AlertKind.BREAKER_OPEN)
            work.alerts.add(alert, now=rein.clock.now())
    together = Barrier(2)

    def work_on(replica: Rein) -> int:
        sender = build_sender(replica, "webhook")
        together.wait(timeout=10)
        announced = announce_alerts(replica)
        for _ in range(2 * len(keys)):
            deliver_batch(sender)
        sender.sink.close()
        return announced

    with ThreadPoolExecutor(2) as pool:
        announced = list(pool.map(work_on, (rein, replace(rein, owner="another"))))
    deliver(rein)

    assert sum(announced) == len(keys)
    sent = [json.loads(request.body)["alert"]["key"] for request in webhook.accepted]
    assert sorted(sent) == sorted(keys)


def test_a_receiver_that_stumbles_gets_it_later_with_the_same_id(
    rein: Rein, webhook: WebhookStub
) -> None:
    webhook.plan([refuse(503), Turn(trouble=Trouble.RESET), refuse(429, retry_after="7")])

    raise_alert(rein)
    deliver(rein)

    assert len(webhook.requests) == 4
    assert len({request.body for request in webhook.requests}) == 1
    assert len(webhook.accepted) == 1


def test_what_is_refused_is_a_dead_letter_that_can_be_tried_again(
    rein: Rein, webhook: WebhookStub
) -> None:
    webhook.plan([refuse(400, "invalid_payload")])
    raise_alert(rein)
    deliver(rein)

    (dead,) = list_rejected_deliveries(rein.database).rows
    assert (dead.sink, dead.traces, dead.ratings) == ("webhook", 0, 0)
    assert "invalid_payload" in dead.reason
    retry_dead_letter(rein, viewer=LOCAL_VIEWER, row_id=dead.row_id)
    deliver(rein)
    assert len(webhook.accepted) == 1
    assert list_rejected_deliveries(rein.database).rows == ()


def test_a_redirect_is_not_followed_and_pauses_the_webhook_without_its_address(
    rein: Rein, webhook: WebhookStub
) -> None:
    webhook.plan(lambda _: refuse(302, location=f"{webhook.url}/elsewhere/very-secret-part"))

    raise_alert(rein)
    deliver(rein, steps=1)

    assert [request.path for request in webhook.requests] == ["/services/T0/very-secret-part"]
    (backlog,) = list_backlogs(rein.database)
    assert backlog.paused
    assert "sends us on" in backlog.reason
    assert "secret" not in backlog.reason


def test_what_no_receiver_takes_for_three_days_is_given_up(
    rein: Rein, clock: FrozenClock, webhook: WebhookStub
) -> None:
    webhook.plan(lambda _: refuse(503))
    raise_alert(rein)
    deliver(rein, steps=2)

    clock.advance(GIVE_UP_AFTER + timedelta(minutes=1))
    announce_alerts(rein)

    (dead,) = list_rejected_deliveries(rein.database).rows
    assert "3 days" in dead.reason


def test_no_log_line_holds_a_word_of_the_alert_the_address_or_the_secret(
    rein: Rein, webhook: WebhookStub, caplog: pytest.LogCaptureFixture
) -> None:
    webhook.plan([refuse(403, "very-secret-part is revoked")])
    with caplog.at_level(logging.DEBUG, logger="core"):
        raise_alert(rein)
        deliver(rein, steps=1)

    (line,) = [record for record in caplog.records if record.msg == "alert_raised"]
    assert line.__dict__["fields"]["key"] == "satisfaction"
    written = " ".join(f"{record.msg} {record.__dict__.get('fields')}" for record in caplog.records)
    for word in ("Stars are", "very-secret-part", SECRET.decode()):
        assert word not in written
    (backlog,) = list_backlogs(rein.database)
    assert "very-secret-part" not in backlog.reason


def test_a_test_message_says_at_once_whether_it_arrived(rein: Rein, webhook: WebhookStub) -> None:
    send_test_alert(rein, viewer=LOCAL_VIEWER, sink="webhook")
    webhook.plan([refuse(404, "no_service")])
    with pytest.raises(AlertNotAccepted, match="no_service"):
        send_test_alert(rein, viewer=LOCAL_VIEWER, sink="webhook")
    with pytest.raises(NotFound):
        send_test_alert(rein, viewer=LOCAL_VIEWER, sink="alert_mail")
    reviewer = Viewer(user=User(id=LOCAL_USER_ID, name="Rita", role=Role.REVIEWER))
    with pytest.raises(NotAllowed):
        send_test_alert(rein, viewer=reviewer, sink="webhook")

    (accepted,) = webhook.accepted
    assert json.loads(accepted.body)["event"] == "test"


def test_mail_of_an_alert_goes_to_every_address_with_a_link(rein: Rein) -> None:
    with SmtpStub() as smtp:
        settings = rein.settings.model_copy(
            update={
                "alert_webhook_url": None,
                "smtp_host": "127.0.0.1",
                "smtp_port": smtp.port,
                "smtp_security": "none",
                "mail_from": "Rein <rein@example.org>",
                "alert_mail_to": "ops@example.org, ada@example.org",
            }
        )
        mailing = replace(rein, settings=settings)
        raise_alert(mailing)
        deliver(mailing, "alert_mail")

        assert sorted(str(mail["To"]) for mail in smtp.mails) == [
            "ada@example.org",
            "ops@example.org",
        ]
        body = smtp.mails[0].get_body(("plain",))
        assert body is not None
        assert "https://rein.example.org/feedback?days=30" in body.get_content()
        assert str(smtp.mails[0]["Subject"]) == "Rein: Alert (needs attention)"


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/x", "file:///etc/passwd", "example.org", "https://ada:pw@example.org/x"],
)
def test_a_webhook_is_an_address_of_http_and_the_refusal_does_not_repeat_it(
    address: str, tmp_path: object
) -> None:
    with pytest.raises(ValueError, match="https://") as refused:
        Settings(_env_file=None, REIN_ALERT_WEBHOOK_URL=address)  # type: ignore[call-arg]

    assert address not in str(refused.value.errors()[0]["msg"])  # type: ignore[attr-defined]


def test_without_a_receiver_nothing_is_queued_and_the_log_has_it(
    rein: Rein, caplog: pytest.LogCaptureFixture
) -> None:
    alone = replace(rein, settings=make_settings(rein.settings.data_dir))
    with caplog.at_level(logging.INFO, logger="core"):
        raise_alert(alone)

    assert [record.msg for record in caplog.records] == ["alert_raised"]
    assert list_backlogs(rein.database) == ()
