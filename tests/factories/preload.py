"""What every process of a drill needs, imported once in the server that forks them."""

import google.genai

import core.ops.cli
import core.ops.worker
import core.usecases.exports.deliver_outbox
from core import bootstrap
from core.jobs import procrastinate, queue_schema

bootstrap._packaged_coach()

__all__ = ["core", "google", "procrastinate", "queue_schema"]
