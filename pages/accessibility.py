"""Accessibility and privacy: what works for whom, what does not, and what is kept of a reader."""

import streamlit as st

from pmf import settings
from pmf.ui import frame, statement

frame.ensure()
st.title(frame.STATEMENT, anchor=False)
st.caption("How to use these pages with a keyboard, a screen reader or large print, and what they keep of you.")
for heading, html in statement.sections(settings.readers_contact()).items():
    st.header(heading, anchor=False)
    st.html(html)
