"""The State of the Region in a real browser: the map draws without asking anybody, and every part is accessible."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, settled

SHADES = ((211, 228, 245), (32, 115, 188), (18, 67, 109))  # of the classes that driving to work has


def test_the_map_is_drawn_and_nobody_outside_is_asked(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/region?theme=transport&map=driving-to-work")
    settled(page)
    drawn = page.get_by_test_id("stDeckGlJsonChart")
    expect(drawn).to_be_visible(timeout=60_000)
    seen: set[object] = set()
    for _ in range(60):  # a canvas changes without the page changing
        picture = Image.open(BytesIO(drawn.screenshot())).convert("RGB")
        seen = {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}
        if seen.issuperset(SHADES):
            break
        page.wait_for_timeout(500)
    context.close()
    assert seen.issuperset(SHADES)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_heading_sorts_and_a_theme_is_one_click_away(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/region?only=economy")
    page.get_by_role("link", name="Rank", exact=True).click()
    settled(page)
    expect(page.locator("th[aria-sort]")).to_have_text("Rank ▾")
    assert "sort=rank" in page.url
    assert "only=economy" in page.url
    page.get_by_role("link", name="Health", exact=True).click()
    settled(page)
    expect(page.locator("nav[aria-label=Themes] [aria-current]")).to_have_text("Health")
