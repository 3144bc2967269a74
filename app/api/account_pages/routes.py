"""Show how to sign in, and sign out.

The cookie is set by these routes, because a page of Streamlit cannot set one. Other sites cannot
post here: `TrustedRequests` refuses them, and the cookie is not sent with their forms.
"""

from fastapi import APIRouter, Request, Response

from app import auth, services
from app.api.account_pages import pages, password_routes, provider_routes, sign_up_routes
from app.api.account_pages.answers import base_path_of, find_viewer, go
from app.api.account_pages.cookie import remove_session
from app.api.account_pages.document import write_page
from app.api.account_pages.forms import accept_next
from app.api.workers import run_on_worker
from core.usecases.sign_in import sessions
from core.usecases.sign_in.provider import provider_name, provider_sign_out

router = APIRouter(prefix="/account", include_in_schema=False)
ROUTERS = (router, password_routes.router, sign_up_routes.router, provider_routes.router)


@router.get("/sign-in")
async def show_sign_in(request: Request) -> Response:
    """Ask for address and password, or lead to the provider; who is signed in goes on at once."""
    target = accept_next(request.query_params.get("next"), base_path=base_path_of(request))
    if await run_on_worker(find_viewer, request) is not None:
        return go(target)
    return write_page(pages.sign_in(base_path_of(request), pages.ways_in(), target=target))


@router.post("/sign-out")
async def post_sign_out(request: Request) -> Response:
    """End the session of this browser."""
    await run_on_worker(sessions.sign_out, services.rein(), request.cookies.get(auth.COOKIE))
    by_provider = provider_name(services.rein()) is not None
    page = "signed-out" if by_provider else "sign-in"
    response = go(f"{base_path_of(request)}/account/{page}")
    remove_session(request, response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@router.get("/signed-out")
async def show_signed_out(request: Request) -> Response:
    """Say that Rein's own session has ended, and how to end the one of the provider."""
    rein = services.rein()
    address = await run_on_worker(provider_sign_out, rein)
    name = provider_name(rein)
    return write_page(pages.signed_out(base_path_of(request), name=name, address=address))
