"""The `rein` command: one group, one file a command."""

import sys

import click

from core.errors import ReinError
from core.logs import configure_logging
from core.ops.backup import backup
from core.ops.dataset import dataset
from core.ops.demo import demo
from core.ops.doctor import doctor
from core.ops.export import export
from core.ops.goals.ask import ask
from core.ops.goals.calendar import calendar
from core.ops.goals.chat import chat
from core.ops.goals.check_in import check_in
from core.ops.goals.edit import edit
from core.ops.goals.goal import goal
from core.ops.goals.pdf import pdf
from core.ops.goals.progress import progress
from core.ops.goals.replan import replan
from core.ops.goals.share import share
from core.ops.goals.today import done, skip, today
from core.ops.key import key
from core.ops.lines import read, score
from core.ops.mail import mail
from core.ops.models import models
from core.ops.outcomes import outcomes
from core.ops.people.coach import coach
from core.ops.people.grant import grant
from core.ops.people.organisation import organisation
from core.ops.playbook import playbook
from core.ops.prompts.evaluate import evaluate
from core.ops.prompts.experiment import experiment
from core.ops.prompts.prompt import prompt
from core.ops.prompts.verify import verify
from core.ops.rebuild import rebuild
from core.ops.restore import restore
from core.ops.scrub import scrub_files
from core.ops.serve import serve
from core.ops.token import token
from core.ops.user import user
from core.ops.worker import worker
from core.settings import load_settings

COMMANDS = (
    serve,
    worker,
    goal,
    today,
    done,
    skip,
    progress,
    ask,
    chat,
    read,
    score,
    outcomes,
    check_in,
    playbook,
    calendar,
    share,
    coach,
    organisation,
    pdf,
    demo,
    mail,
    models,
    token,
    user,
    grant,
    key,
    dataset,
    prompt,
    experiment,
    evaluate,
    verify,
    export,
    backup,
    replan,
    edit,
    restore,
    rebuild,
    scrub_files,
    doctor,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rein", prog_name="rein")
def rein() -> None:
    """Rein: a goal coach you can see inside."""
    settings = load_settings()
    # A command prints its result; log events are off unless a log level is set.
    asked = "log_level" in settings.model_fields_set
    configure_logging(settings.log_level if asked else "warning")


for command in COMMANDS:
    rein.add_command(command)


def main() -> None:
    """Run the command line. A deliberate error is one line on stderr and exit code 1."""
    try:
        rein.main(standalone_mode=True)
    except ReinError as error:
        click.echo(f"rein: {error}", err=True)
        sys.exit(1)
