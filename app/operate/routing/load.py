"""Read the routing table, explain its decisions, and read and change tiers."""

from app import auth, services
from app.operate.routing import explanation, present
from app.operate.routing.explanation import Explanation
from app.operate.routing.present import RouteRow
from core.ports import Tier
from core.usecases.accounts import list_accounts as accounts
from core.usecases.accounts.list_accounts import AccountRow
from core.usecases.accounts.set_tier import set_tier
from core.usecases.goals.list_goals import list_goals
from core.usecases.providers.list_providers import SERVED
from core.usecases.routing.explain_route import explain_route, list_route_rules, model_name
from core.usecases.routing.live_routes import LiveRoutes, get_live_routes

GOALS_OFFERED = 20


def list_rows() -> tuple[RouteRow, ...]:
    """Return the rules of the table in the order they are tried."""
    rein = services.rein()
    return tuple(
        present.row(
            rule,
            models=tuple(
                (model_name(rein, key), key in rein.models.configured) for key in rule.models
            ),
        )
        for rule in list_route_rules(rein, viewer=auth.current_viewer())
    )


def table_note() -> str:
    """Return what follows each list of models, and where the table is read from."""
    rein = services.rein()
    return present.table_note(
        served=model_name(rein, SERVED) if SERVED in rein.models.configured else None,
        path=str(rein.settings.routes) if rein.settings.routes else None,
    )


def live_routes() -> LiveRoutes:
    """Return the version of the routes that is live."""
    return get_live_routes(services.rein(), viewer=auth.current_viewer())


def explain(text: str, tier: Tier) -> Explanation:
    """Return the models that would be called for each step of a run, in order, with reasons."""
    found = explain_route(services.rein(), viewer=auth.current_viewer(), text=text, tier=tier)
    return explanation.explain(found, now=services.now())


def goal_texts() -> dict[str, str]:
    """Return the texts of the person's newest goals by id."""
    page = list_goals(services.rein(), viewer=auth.current_viewer(), limit=GOALS_OFFERED)
    return {card.goal_id: card.text for card in page.rows}


def current_tier() -> Tier:
    """Return the person's tier."""
    return accounts.get_tier(services.rein(), viewer=auth.current_viewer())


def list_accounts() -> tuple[AccountRow, ...]:
    """Return all accounts, the person's own first."""
    return accounts.list_accounts(services.rein(), viewer=auth.current_viewer())


def change_tier(account_id: str, tier: Tier) -> Tier:
    """Change the tier of an account. Return the previous tier."""
    return set_tier(services.rein(), viewer=auth.current_viewer(), account_id=account_id, tier=tier)
