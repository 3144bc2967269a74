"""The plain text of a resolution, shared by the judge and the offline scorer."""

from core.resolutions.resolution import Resolution


def resolution_text(resolution: Resolution) -> str:
    """Return the resolution as plain text, one statement per line."""
    lines = [
        resolution.title,
        resolution.smart_statement,
        resolution.description,
        resolution.rationale,
        f"From {resolution.starts_on.isoformat()} to {resolution.ends_on.isoformat()}.",
        *(f"Metric: {m.name}, target {m.target}. {m.how}" for m in resolution.metrics),
        *(f"Weeks {p.first_week} to {p.last_week}, {p.name}: {p.aim}" for p in resolution.timeline),
        *(f"Obstacle: {c.obstacle}. {c.if_then}" for c in resolution.challenges),
        *(f"{s.name}: {s.description}" for s in resolution.strategies),
    ]
    return "\n".join(line for line in lines if line.strip())
