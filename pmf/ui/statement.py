"""The words of the accessibility and privacy statement. Knows what was tested; refuses to promise more."""

from collections.abc import Mapping
from datetime import date
from html import escape

from pmf import wording

CHECKED = date(2026, 11, 23)
"""When what the statement says was last held against the pages."""
_IN_THE_WAY = "If something stands in your way"
_SECTIONS: Mapping[str, str] = {
    "Using these pages": """
<p>Every figure, rating and reason is text in a table with headings, in a chart's description, or both.
Ratings have a word and a shape besides their colour. You can</p>
<ul>
<li>reach everything but the points of charts and maps with the Tab key, open it with Enter, and see where you are;
every page and part of a page has a heading to go to</li>
<li>pass the bar of pages and choices by the first link, “Skip to main content”, which leads to the heading of the
page</li>
<li>step through a meeting with the arrow keys, and lead back with Home</li>
<li>enlarge the text to 400%, or read on a screen 320 pixels wide: a table that is wider than the screen scrolls
inside its own frame, with the arrow keys once the Tab key has reached it</li>
<li>read in light or dark, and without moving parts where your system asks for that</li>
<li>hear how many indicators are left when a filter of the scorecard changes, and that the connection is lost or back;
what you chose stays</li>
<li>print a page: dark on white, without what can only be pressed</li>
<li>copy the address of any page: it leads to exactly what you see</li>
<li>take the figures of the charts and of the scorecard, the region and the projects along as CSV files</li>
</ul>""",
    "How far it conforms": """
<p>The aim is level AA of the Web Content Accessibility Guidelines 2.2. The pages conform partially, because of what is
listed below. Every page, also the meeting, an embedded chart and pages with filters in use, was checked with axe-core
in Chromium: light and dark at the width of a desktop, light at the width of a phone. It found nothing, neither in what
is ours nor in what is Streamlit's; what it cannot find is listed below. The main task of every page was done by
keyboard alone, and every page was read at 320 pixels and without colours. They have not been checked with a screen
reader, nor by people who use one.</p>""",
    "What is not accessible": """
<ul>
<li><strong>Built on Streamlit.</strong> Selection boxes, date fields and the menu at the top right are Streamlit's own.
The boxes follow the pattern of a combined list; some screen readers announce the chosen value twice or not at all
(success criterion 4.1.2). Every choice can be written into the address instead.</li>
<li><strong>Charts</strong> are pictures with a description that says the finding; single points cannot be visited by
keyboard. The button below each chart shows the same figures as a table.</li>
<li><strong>Maps</strong> cannot be operated without a pointer (2.1.1). What they show stands in a table on the same
page.</li>
<li><strong>Without JavaScript</strong> only the scorecard is there, without its choices and filters. Sealed reports and
the open data need none.</li>
</ul>""",
    _IN_THE_WAY: """
<p>If the answer does not help, the
<a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a> can, in England.
The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018.</p>""",
    "What is kept of you": """
<p>Nothing that says who you are. There is no account, no measuring of visitors and no request to anybody else's server.
Two cookies are set because the pages do not work without them; they hold nothing about you and end with your
browser:</p>
<ul>
<li><code>pmf_replica</code>: the number of the process that answers you, so that it goes on answering</li>
<li><code>_streamlit_xsrf</code>: a random word that keeps other sites from acting in your name</li>
</ul>
<p>The log says when a kind of page was asked for and how long the answer took, not by whom or from where. While you
read, your choices are in the memory of the server and in the address you see; both are gone two minutes after you
leave. Addresses of readers are counted in memory to keep a few from taking all the capacity, and are written down
nowhere.</p>""",
}


def sections(contact: str) -> Mapping[str, str]:
    """What stands under each heading, as HTML; `contact` is an e-mail or web address, empty where none is given."""
    href = escape(contact if contact.startswith("https://") else f"mailto:{contact}", quote=True)
    whom = f'<a href="{href}">{escape(contact)}</a>' if contact else "the organisation that runs this site"
    asked = f"<p>Tell {whom} what you could not do, with the address of the page.</p>"
    dated = f"<p>This statement was last held against the pages on {wording.day(CHECKED)}.</p>"
    return {**_SECTIONS, _IN_THE_WAY: asked + _SECTIONS[_IN_THE_WAY] + dated}
