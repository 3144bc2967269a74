"""A resolution is read under the same headings on its page, in its file and where it is judged."""

from app.coach.goal.goal_document import as_markdown
from app.review.shared.reply_text import resolution_html
from core.resolutions.resolution import TimelinePhase
from core.resolutions.sections import sections_of
from tests.app.coach.samples import make_resolution, make_view


def test_the_file_and_the_review_draw_every_entry_of_every_section() -> None:
    short = TimelinePhase(name="Trial", first_week=3, last_week=3, aim="Try it")
    resolution = make_resolution(timeline=(short,))

    file, review = as_markdown(make_view(resolution=resolution)), str(resolution_html(resolution))

    for section in sections_of(resolution):
        assert f"### {section.title}" in file
        assert f'<h4 class="wide">{section.title}</h4>' in review
        assert f"<summary><h4>{section.title}</h4></summary>" in review
        assert section.entries
        assert all(entry.name in file for entry in section.entries)
        assert all(entry.heading in review for entry in section.entries)
    assert "- Week 3, Trial: Try it" in file
    assert "<dt>Week 3, Trial</dt><dd>Try it</dd>" in review
